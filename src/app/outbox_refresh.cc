#include "app/outbox_handlers.h"
#include "base/json.h"
#include "payment/ask.h"
#include "payment/charges.h"
#include "payment/refund.h"
#include "payment/subscriptions.h"

// What an event left to be asked for: its object does not say what it means for an order.
namespace app {
namespace {

constexpr const char* kActor = "job send-outbox";

bool is_over(const std::string& attempt_state) {
  return attempt_state != "open" && attempt_state != "processing";
}

// All refunds of a payment as Stripe has them.
std::vector<stripe::Refund> refunds_of(stripe::Client& client, const std::string& intent) {
  std::vector<stripe::Refund> all;
  for (bool more = true; more;) {
    const auto reply = client.list_refunds(intent, all.empty() ? "" : all.back().id);
    if (!reply) throw stripe::Unknown{"refunds of a payment: refused " + reply.why().code};
    more = stripe::understood(*reply, [&](const base::Json& json) {
      const auto page = stripe::read_page(json);
      for (const auto& item : page.items) all.push_back(stripe::read_refund(item));
      return page.has_more && !page.items.empty();
    });
  }
  return all;
}

}  // namespace

// A payment whose session says nothing yet: how does the session stand?
Outcome StripeLane::refresh_session(const store::OutboxRow& row, base::Instant now) {
  const base::PaymentAttemptId id{base::Json::parse(row.payload.text).at("attempt").integer()};
  const auto standing =
      db().snapshot("outbox_session", [&](store::Tx& tx) { return payment::standing(tx, id); });
  // Without a session it was never answered: stripe-reconcile finds it.
  if (is_over(standing.attempt_state) || !standing.session_id)
    return {Outcome::Kind::Done, "nothing to ask"};
  payment::refresh({.db = db(), .stripe = client_, .terms = terms_, .log = log_},
                   *standing.session_id, kActor, now);
  return {Outcome::Kind::Done};
}

// A payment page on which too many cards were declined: the cart is open again, and its next page
// is made for who proves to be a person.
Outcome StripeLane::end_page(const store::OutboxRow& row, base::Instant now) {
  const base::PaymentAttemptId id{base::Json::parse(row.payload.text).at("attempt").integer()};
  const auto attempt =
      db().snapshot("outbox_page", [&](store::Tx& tx) { return payment::find_attempt(tx, id); });
  if (attempt.state != "open") return {Outcome::Kind::Done, "over already"};
  payment::end_page({.db = db(), .stripe = client_, .terms = terms_, .log = log_}, attempt, now);
  return {Outcome::Kind::Done};
}

// A charge of an order's payment or a plan's invoice, of which more was given back than we know of.
Outcome StripeLane::refresh_refunds(const store::OutboxRow& row, base::Instant now) {
  const auto json = base::Json::parse(row.payload.text);
  const auto said = base::Money::cents(json.at("refunded").integer());
  const auto known = db().snapshot("outbox_refunds", [&](store::Tx& tx) {
    return json.has("invoice")
               ? payment::plan_given_back(tx, payment::PlanInvoiceId{json.at("invoice").integer()})
               : payment::given_back(tx, base::PaymentId{json.at("payment").integer()});
  });
  if (known.refunded >= said) return {Outcome::Kind::Done, "known already"};
  if (!known.intent) return {Outcome::Kind::Later, "the payment is not captured here yet"};
  const auto refunds = refunds_of(client_, *known.intent);
  return {Outcome::Kind::Done, "", [refunds, now](store::Tx& tx) {
            for (const auto& refund : refunds) payment::refund_seen(tx, refund, now);
          }};
}

}  // namespace app
