#include "t/app/sending.h"

namespace {

using namespace std::string_literals;
using t::holds;

// Somebody has a plan, and the outbox has something to do about it.
struct PlanLane : t::Stripes {
  void setUp() override {
    Stripes::setUp();
    sql("INSERT INTO customers (email, name, created_at, updated_at) VALUES ('kim@example.com', "
        "'Kim', '2026-11-22', '2026-11-22')");
    sql("INSERT INTO plans (code, name, about, price_cents, every, created_at) VALUES ('next-day', "
        "'Next day', '', 4900, 'month', '2026-11-22')");
    sql("INSERT INTO subscriptions (customer_id, plan_id, price_cents, public_id, state, "
        "idempotency_key, session_body, expires_at, stripe_id, status, entitled_until, "
        "grace_until, "
        "created_at, updated_at) SELECT c.id, p.id, 4900, 'uuid-1', 'made', 'key-1', '', "
        "'2026-11-22', 'sub_1', 'past_due', '2026-11-22', '2026-11-29', '2026-11-22', '2026-11-22' "
        "FROM customers c, plans p");
    sql("INSERT INTO subscription_invoices (invoice_id, subscription_id, number, status, "
        "due_cents, "
        "paid_cents, attempts, said_at) SELECT 'in_1', id, 'A-1', 'open', 4900, 0, 1, '2026-11-22' "
        "FROM subscriptions");
  }
  void leave(const std::string& kind) {
    sql("DELETE FROM outbox; INSERT INTO outbox (kind, key, payload, due_at, created_at) SELECT '" +
        kind +
        "', 'k', jsonb_build_object('subscription', id), '2026-11-22', '2026-11-22' FROM "
        "subscriptions");
  }
};

CPPUNIT_TEST_FIXTURE(PlanLane, a_payment_that_failed_is_told_while_it_is_unpaid) {
  leave("mail.plan_unpaid");
  CPPUNIT_ASSERT(drain_mail());
  CPPUNIT_ASSERT_EQUAL("sent=1 "s, counts);
  CPPUNIT_ASSERT_EQUAL("kim@example.com"s, sql("SELECT recipient FROM mails"));

  sql("UPDATE subscription_invoices SET paid_at = '2026-11-22', status = 'paid'; DELETE FROM "
      "mails");
  leave("mail.plan_unpaid");
  CPPUNIT_ASSERT(drain_mail());
  CPPUNIT_ASSERT_EQUAL("0"s, sql("SELECT count(*) FROM mails"));
}

CPPUNIT_TEST_FIXTURE(PlanLane, what_ends_is_ended_at_stripe_under_one_key) {
  leave("stripe.cancel_subscription");
  CPPUNIT_ASSERT(drain_stripe(t::http_answer(200, R"({"id":"sub_1"})")));
  CPPUNIT_ASSERT_EQUAL("sent=1 "s, counts);
  CPPUNIT_ASSERT(requests.at(0).starts_with("POST /v1/subscriptions/sub_1 "));
  CPPUNIT_ASSERT(holds(requests.at(0), "\r\nIdempotency-Key: key-1-cancel\r\n"));
  CPPUNIT_ASSERT(requests.at(0).ends_with("\r\n\r\ncancel_at_period_end=true"));

  sql("UPDATE subscriptions SET status = 'canceled'");
  leave("stripe.cancel_subscription");
  CPPUNIT_ASSERT(drain_stripe(t::http_answer(500, "{}")));
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, requests.size());
}

}  // namespace
