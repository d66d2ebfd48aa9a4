#include "base/email.h"
#include "t/app/sending.h"

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using t::holds;
using t::kNoon;
using t::Sending;
using t::Stripes;

CPPUNIT_TEST_FIXTURE(Sending, a_placed_order_gets_one_confirmation) {
  pay();

  CPPUNIT_ASSERT(drain_mail());
  CPPUNIT_ASSERT(drain_mail(kNoon + 1h));

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, smtp.messages.size());
  const auto& mail = smtp.messages[0];
  const auto number = sql("SELECT number FROM orders");
  CPPUNIT_ASSERT(holds(mail, "\r\nTo: kim@example.com\r\n"));
  CPPUNIT_ASSERT(holds(mail, "\r\nFrom: \"Rack & Port\" <orders@shop.example>\r\n"));
  CPPUNIT_ASSERT(holds(mail, "\r\nSubject: Your order " + number + "\r\n"));
  CPPUNIT_ASSERT(holds(mail, "2 x Cisco Catalyst 3850 24-port\r\n"));
  CPPUNIT_ASSERT(holds(mail, "Austin, TX 78701"));
  CPPUNIT_ASSERT_EQUAL(
      "kim@example.com mail.order_confirmation 2026-11-22 12:00:00+00"s,
      sql("SELECT concat_ws(' ', recipient, kind, sent_at AT TIME ZONE 'UTC' || '+00') "
          "FROM mails"));
  CPPUNIT_ASSERT(holds(mail, "Message-ID: <" + sql("SELECT message_id FROM mails") + ">\r\n"));
  CPPUNIT_ASSERT_EQUAL("1"s, sql("SELECT count(*) FROM outbox WHERE sent_at IS NOT NULL"));
}

CPPUNIT_TEST_FIXTURE(Sending, an_order_to_look_at_tells_shopper_and_staff) {
  pay(false);

  CPPUNIT_ASSERT(drain_mail());

  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, smtp.messages.size());
  CPPUNIT_ASSERT(holds(smtp.messages[0], "Subject: Payment received for order "));
  CPPUNIT_ASSERT(holds(smtp.messages[0], "To: kim@example.com\r\n"));
  CPPUNIT_ASSERT(holds(smtp.messages[1], "To: staff@shop.example\r\n"));
  CPPUNIT_ASSERT(holds(smtp.messages[2], "To: boss@shop.example\r\n"));
  CPPUNIT_ASSERT(holds(smtp.messages[2], "Why: paid $1.00, due was "));
  CPPUNIT_ASSERT_EQUAL("kim@example.com; staff@shop.example, boss@shop.example"s,
                       sql("SELECT string_agg(recipient, '; ' ORDER BY id) FROM mails"));
}

CPPUNIT_TEST_FIXTURE(Sending, a_busy_server_is_asked_again_with_the_same_message_id) {
  pay();
  smtp.answers["RCPT"] = "451 4.3.0 try later";
  CPPUNIT_ASSERT(drain_mail());
  CPPUNIT_ASSERT_EQUAL("later=1 "s, counts);
  CPPUNIT_ASSERT_EQUAL(
      "12:05:00 RCPT TO: 451 4.3.0 try later"s,
      sql("SELECT due_at::time || ' ' || last_error FROM outbox WHERE kind LIKE 'mail.%'"));

  smtp.answers.clear();
  CPPUNIT_ASSERT(drain_mail(kNoon + 4min));
  CPPUNIT_ASSERT(smtp.messages.empty());
  CPPUNIT_ASSERT(drain_mail(kNoon + 5min));

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, smtp.messages.size());
  CPPUNIT_ASSERT(
      holds(smtp.messages[0], "Message-ID: <" + sql("SELECT message_id FROM mails") + ">\r\n"));
}

CPPUNIT_TEST_FIXTURE(Sending, an_address_that_nobody_has_is_not_tried_again) {
  pay();
  smtp.answers["RCPT"] = "550 5.1.1 <kim@example.com> unknown";
  CPPUNIT_ASSERT(drain_mail());

  CPPUNIT_ASSERT_EQUAL("failed=1 "s, counts);
  CPPUNIT_ASSERT_EQUAL("RCPT TO: 550 5.1.1 (address) unknown"s,
                       sql("SELECT last_error FROM outbox WHERE failed_at IS NOT NULL"));
  CPPUNIT_ASSERT_EQUAL("0"s, sql("SELECT count(*) FROM mails"));
}

CPPUNIT_TEST_FIXTURE(Sending, every_address_that_an_order_may_have_can_be_written_to) {
  pay();
  const auto taken = base::parse_email("o`brien+{x}|y~z@example.com").value();
  sql("UPDATE orders SET email = '" + taken + "'");

  CPPUNIT_ASSERT(drain_mail());

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, smtp.messages.size());
  CPPUNIT_ASSERT(holds(smtp.messages[0], "\r\nTo: " + taken + "\r\n"));
}

CPPUNIT_TEST_FIXTURE(Sending, without_staff_mail_their_row_waits_and_delays_no_other) {
  config.staff.mail = {};
  sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) "
      "VALUES (1, 'received', 3, 'test', '2026-11-22')");
  pay(false);
  pay();

  CPPUNIT_ASSERT(drain_mail());

  CPPUNIT_ASSERT_EQUAL("later=1 sent=2 "s, counts);
  CPPUNIT_ASSERT_EQUAL("staff.mail is not set 12:05:00"s,
                       sql("SELECT last_error || ' ' || due_at::time FROM outbox "
                           "WHERE kind = 'mail.staff_attention' AND sent_at IS NULL"));
}

CPPUNIT_TEST_FIXTURE(Sending, one_staff_address_refused_keeps_no_mail_from_the_others) {
  config.staff.mail = {"gone@shop.example", "staff@shop.example", "boss@shop.example"};
  pay(false);
  smtp.refused = {"gone@shop.example"};

  CPPUNIT_ASSERT(drain_mail());
  CPPUNIT_ASSERT(drain_mail(kNoon + 1h));

  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, smtp.messages.size());
  CPPUNIT_ASSERT_EQUAL("kim@example.com; staff@shop.example, boss@shop.example"s,
                       sql("SELECT string_agg(recipient, '; ' ORDER BY id) FROM mails"));
  CPPUNIT_ASSERT_EQUAL("0"s, sql("SELECT count(*) FROM outbox WHERE failed_at IS NOT NULL"));
  CPPUNIT_ASSERT(holds(logged, "why=\"1 of 3: RCPT TO: 550"));
}

CPPUNIT_TEST_FIXTURE(Sending, when_no_staff_address_is_taken_the_mail_is_tried_again_as_one) {
  pay(false);
  smtp.refused = {"staff@shop.example", "boss@shop.example"};

  CPPUNIT_ASSERT(drain_mail());

  CPPUNIT_ASSERT_EQUAL("failed=1 sent=1 "s, counts);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, smtp.messages.size());
}

CPPUNIT_TEST_FIXTURE(Sending, a_refused_login_stops_the_lane_and_loses_nothing) {
  pay(false);
  smtp.answers["MAIL"] = "550 sender rejected";

  CPPUNIT_ASSERT(!drain_mail());

  CPPUNIT_ASSERT_EQUAL("alarms=1 "s, counts);
  CPPUNIT_ASSERT(smtp.messages.empty());
  CPPUNIT_ASSERT_EQUAL(
      "2"s, sql("SELECT count(*) FROM outbox WHERE kind LIKE 'mail.%' AND sent_at IS NULL "
                "AND failed_at IS NULL AND leased_until IS NULL"));
}

CPPUNIT_TEST_FIXTURE(Sending, a_sender_that_dies_before_its_mark_sends_again_under_the_same_id) {
  pay();
  // The statement that records the mail fails: taken by the server, not known here.
  sql("ALTER TABLE mails RENAME TO mails_away");
  CPPUNIT_ASSERT_THROW(drain_mail(), store::DbError);
  sql("ALTER TABLE mails_away RENAME TO mails");
  const auto sent_before = smtp.messages.size();

  CPPUNIT_ASSERT(drain_mail(kNoon + 5min));
  CPPUNIT_ASSERT_EQUAL(sent_before, smtp.messages.size());
  CPPUNIT_ASSERT(drain_mail(kNoon + 6min));

  CPPUNIT_ASSERT_EQUAL(sent_before + 1, smtp.messages.size());
  CPPUNIT_ASSERT_EQUAL("1"s, sql("SELECT count(*) FROM mails"));
}

CPPUNIT_TEST_FIXTURE(Stripes, the_tax_of_a_placed_order_is_committed_once) {
  pay();

  CPPUNIT_ASSERT(drain_stripe(t::http_answer(200, R"({"id":"tax_1"})")));
  CPPUNIT_ASSERT(drain_stripe(t::http_answer(200, R"({"id":"tax_1"})"), kNoon + 1h));

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, requests.size());
  const auto order = sql("SELECT public_id FROM orders");
  CPPUNIT_ASSERT(requests[0].starts_with("POST /v1/tax/transactions/create_from_calculation "));
  CPPUNIT_ASSERT(holds(requests[0], "\r\nIdempotency-Key: tax-" + order + "\r\n"));
  CPPUNIT_ASSERT(requests[0].ends_with(
      "calculation=" + sql("SELECT tax_calculation_id FROM orders") +
      "&reference=" + sql("SELECT (SELECT id FROM instance) || '-' || number FROM orders") +
      "&metadata[order_id]=" + order));
}

CPPUNIT_TEST_FIXTURE(Stripes, an_order_to_look_at_commits_no_tax) {
  pay(false);
  CPPUNIT_ASSERT(drain_stripe(t::http_answer(200, "{}")));
  CPPUNIT_ASSERT(requests.empty());
}

CPPUNIT_TEST_FIXTURE(Stripes, a_stripe_that_does_not_answer_is_asked_later_and_delays_no_mail) {
  pay();
  CPPUNIT_ASSERT(drain_stripe(t::http_answer(502, "<html>")));
  CPPUNIT_ASSERT_EQUAL("later=1 "s, counts);
  CPPUNIT_ASSERT_EQUAL("12:01:00"s,
                       sql("SELECT due_at::time FROM outbox WHERE kind LIKE 'stripe.%'"));

  CPPUNIT_ASSERT(drain_mail());
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, smtp.messages.size());
}

CPPUNIT_TEST_FIXTURE(Stripes, a_wrong_key_is_an_alarm_and_a_refusal_is_final) {
  pay();
  CPPUNIT_ASSERT(
      !drain_stripe(t::http_answer(401, R"({"error":{"type":"authentication_error"}})")));
  CPPUNIT_ASSERT_EQUAL("alarms=1 "s, counts);

  CPPUNIT_ASSERT(drain_stripe(
      t::http_answer(400, R"({"error":{"type":"invalid_request_error","param":"metadata"}})"),
      kNoon + 1min));
  CPPUNIT_ASSERT_EQUAL("failed=1 "s, counts);
}

// A calculation as Stripe answers it, with this tax.
std::string calculated(const std::string& tax_cents) {
  return t::http_answer(200, R"({"id":"taxcalc_2","amount_total":100667,"tax_amount_exclusive":)" +
                                 tax_cents +
                                 R"(,"expires_at":1803000000,"line_items":{"data":[]}})");
}
std::string lapsed() {
  return t::http_answer(400, R"({"error":{"type":"invalid_request_error","param":"calculation"}})");
}

CPPUNIT_TEST_FIXTURE(Stripes, a_lapsed_calculation_is_made_anew_at_the_date_of_the_sale) {
  pay();

  CPPUNIT_ASSERT(
      drain_stripe({lapsed(), calculated("7672"), t::http_answer(200, R"({"id":"tax_1"})")}));

  CPPUNIT_ASSERT_EQUAL("sent=1 "s, counts);
  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, requests.size());
  const auto order = sql("SELECT public_id FROM orders");
  CPPUNIT_ASSERT(requests[1].starts_with("POST /v1/tax/calculations "));
  CPPUNIT_ASSERT(holds(requests[1], "\r\nIdempotency-Key: tax-anew-" + order + "\r\n"));
  CPPUNIT_ASSERT(holds(requests[1],
                       "line_items[0][amount]=90000&line_items[0][quantity]=2&"
                       "line_items[0][reference]=variant-1&"));
  CPPUNIT_ASSERT(holds(requests[1], "shipping_cost[amount]=2995&"));
  CPPUNIT_ASSERT(holds(requests[1], "customer_details[address][postal_code]=78701&"));
  CPPUNIT_ASSERT(holds(requests[1], "&tax_date=1795348800&"));
  CPPUNIT_ASSERT(holds(requests[2], "\r\nIdempotency-Key: tax-" + order + "-taxcalc_2\r\n"));
  CPPUNIT_ASSERT(holds(requests[2], "\r\n\r\ncalculation=taxcalc_2&reference="));
}

CPPUNIT_TEST_FIXTURE(Stripes, a_tax_that_differs_when_calculated_anew_is_not_committed) {
  pay();
  CPPUNIT_ASSERT(drain_stripe({lapsed(), calculated("7671")}));
  CPPUNIT_ASSERT_EQUAL("failed=1 "s, counts);
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, requests.size());
  CPPUNIT_ASSERT_EQUAL("calculated anew, the tax is $76.71; the order has $76.72"s,
                       sql("SELECT last_error FROM outbox WHERE kind = 'stripe.tax_transaction'"));
}

CPPUNIT_TEST_FIXTURE(Stripes, a_reference_already_taken_is_the_same_transaction) {
  pay();
  CPPUNIT_ASSERT(drain_stripe(
      t::http_answer(400, R"({"error":{"type":"invalid_request_error","param":"reference"}})")));
  CPPUNIT_ASSERT_EQUAL("sent=1 "s, counts);
}

CPPUNIT_TEST_FIXTURE(Stripes, a_coupon_of_an_ended_attempt_is_deleted_or_is_gone_already) {
  frozen_order(1);
  const auto key = sql("UPDATE payment_attempts SET coupon_body = 'x' RETURNING idempotency_key");
  for (const auto* outbox_key : {"a", "b"}) {
    db().transact("put", [&](store::Tx& tx) {
      store::enqueue(tx, "stripe.delete_coupon", outbox_key, {"{\"attempt\": 1}"}, kNoon, kNoon);
      return base::Done{};
    });
  }
  CPPUNIT_ASSERT(drain_stripe(t::http_answer(404, R"({"error":{"code":"resource_missing"}})")));
  CPPUNIT_ASSERT_EQUAL("sent=2 "s, counts);
  CPPUNIT_ASSERT(requests.at(0).starts_with("DELETE /v1/coupons/" + key + " HTTP"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, retries_follow_the_rules_until_they_are_given_up) {
  const app::RetryRules rules{{5min, 15min, 1h}, 48h};
  CPPUNIT_ASSERT(kNoon + 5min == app::retry_at(rules, 1, kNoon, kNoon).value());
  CPPUNIT_ASSERT(kNoon + 15min == app::retry_at(rules, 2, kNoon, kNoon).value());
  CPPUNIT_ASSERT(kNoon + 1h == app::retry_at(rules, 3, kNoon, kNoon).value());
  CPPUNIT_ASSERT(kNoon + 1h == app::retry_at(rules, 9, kNoon, kNoon).value());
  CPPUNIT_ASSERT(app::retry_at(rules, 9, kNoon, kNoon + 47h));
  CPPUNIT_ASSERT(!app::retry_at(rules, 9, kNoon, kNoon + 47h + 1us));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_run_hands_over_to_the_one_of_the_next_minute) {
  CPPUNIT_ASSERT(kNoon + 58s == app::end_of_shift(kNoon));
  CPPUNIT_ASSERT(kNoon + 58s == app::end_of_shift(kNoon + 40s));
  CPPUNIT_ASSERT(kNoon + 58s == app::end_of_shift(kNoon + 55s));
  CPPUNIT_ASSERT(kNoon + 118s == app::end_of_shift(kNoon + 55s + 1us));
  CPPUNIT_ASSERT(kNoon + 118s == app::end_of_shift(kNoon + 59s));
}

}  // namespace
