// The table of contracts/stripe.md, "Types to subscribe and what each causes": every type of it is
// taken, and has its effect or is noted.
#include <algorithm>
#include <set>

#include "payment/effect.h"
#include "t/payment/plan_stage.h"

namespace {

using namespace std::string_literals;
using t::kNoon;

// Those that change something here. What each causes stands in the test of its module.
const std::set<std::string> kActing{
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
    "payment_intent.succeeded",
    "payment_intent.payment_failed",
    "payment_intent.canceled",
    "charge.succeeded",
    "charge.failed",
    "charge.updated",
    "charge.pending",
    "charge.captured",
    "charge.expired",
    "charge.refunded",
    "refund.created",
    "refund.updated",
    "refund.failed",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.funds_reinstated",
    "charge.dispute.closed",
    "radar.early_fraud_warning.created",
    "review.opened",
    "review.closed",
    "customer.subscription.created",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "customer.subscription.paused",
    "customer.subscription.resumed",
    "customer.subscription.trial_will_end",
    "customer.subscription.pending_update_applied",
    "customer.subscription.pending_update_expired",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.payment_action_required",
    "invoice.payment_attempt_required",
    "invoice.finalization_failed",
    "invoice.marked_uncollectible",
    "invoice.voided",
    "invoice.overpaid",
    "invoice_payment.paid",
    "payout.failed",
};

// Those that are kept and nothing else: the table says so, or prefers another type.
const std::set<std::string> kNoted{
    "payment_intent.processing",
    "payment_intent.requires_action",
    "payment_intent.amount_capturable_updated",
    "payment_intent.partially_funded",
    "payment_intent.created",
    "charge.refund.updated",
    "invoice.created",
    "invoice.finalized",
    "invoice.updated",
    "invoice.sent",
    "invoice.upcoming",
    "invoice.will_be_due",
    "invoice.overdue",
    "invoice.payment_succeeded",
    "invoice.deleted",
};

CPPUNIT_TEST_FIXTURE(t::Plain, each_type_of_the_contracts_table_has_its_effect) {
  const auto listed = payment::effective_types();
  const std::set<std::string> known{listed.begin(), listed.end()};
  CPPUNIT_ASSERT_EQUAL(listed.size(), known.size());
  for (const auto& type : kActing) CPPUNIT_ASSERT_MESSAGE(type, known.contains(type));
  for (const auto& type : kNoted) CPPUNIT_ASSERT_MESSAGE(type, !known.contains(type));
}

CPPUNIT_TEST_FIXTURE(t::Plans, what_is_only_noted_or_unknown_is_kept_and_acknowledged) {
  auto types = kNoted;
  types.insert("of.the.future");
  for (const auto& type : types)
    CPPUNIT_ASSERT_EQUAL("noted"s, tell(type, R"({"id":null,"object":"x","amount":null})"));
  CPPUNIT_ASSERT_EQUAL(std::to_string(types.size()),
                       sql("SELECT count(*) FROM inbox_events WHERE processed_at IS NOT NULL"));
}

CPPUNIT_TEST_FIXTURE(t::Plans, an_invoice_that_waits_for_an_attempt_begins_the_grace_too) {
  begun();
  CPPUNIT_ASSERT_EQUAL("unpaid"s,
                       tell("invoice.payment_attempt_required", invoice("in_2", "open", 2), 9));
  CPPUNIT_ASSERT_EQUAL("mail.plan_unpaid in_2-1"s, mails());
  CPPUNIT_ASSERT_EQUAL("t"s, sql("SELECT grace_until IS NOT NULL FROM subscriptions"));
}

// Money on an account that is connected to ours.
struct OtherAccount : t::Plans {
  std::string told_of(const std::string& order) {
    const auto body = R"({"id":"evt_o","object":"event","account":"acct_2","created":1795348800,)"
                      R"("livemode":false,"type":"checkout.session.completed","data":{"object":)"
                      R"({"id":"cs_9","object":"checkout.session","status":"complete",)"
                      R"("payment_status":"paid","client_reference_id":")" +
                      order +
                      R"(","currency":"usd","amount_total":50873,"expires_at":1795350900,)"
                      R"("livemode":false}}})";
    auto hooks = rival("gds_hooks");
    const auto kept =
        payment::keep_event(hooks, stripe::read_event(base::Json::parse(body)), body, kNoon);
    return payment::process_event(hooks, kept, terms, kNoon);
  }
};

CPPUNIT_TEST_FIXTURE(OtherAccount, P7_what_happened_on_another_account_places_no_order) {
  const auto uuid = frozen_order(1);
  CPPUNIT_ASSERT_EQUAL("another account"s, told_of(uuid));
  CPPUNIT_ASSERT_EQUAL("awaiting_payment"s, order());
  CPPUNIT_ASSERT_EQUAL("unknown_payment acct_2 " + uuid,
                       sql("SELECT kind || ' ' || subject FROM payment_tasks"));
}

CPPUNIT_TEST_FIXTURE(OtherAccount, P7_of_somebody_elses_orders_nobody_hears) {
  CPPUNIT_ASSERT_EQUAL("another account"s, told_of("their-order"));
  CPPUNIT_ASSERT_EQUAL("0"s, sql("SELECT count(*) FROM payment_tasks"));
}

}  // namespace
