#include "payment/inbox.h"

#include <iostream>

#include "t/sale.h"

namespace {

struct Inbox : t::Sale {
  base::InboxEventId keep(const std::string& body) {
    return payment::keep_event(db(), stripe::read_event(base::Json::parse(body)), body, t::kNoon);
  }
  std::string process(base::InboxEventId event) {
    return payment::process_event(db(), event, terms, t::kNoon);
  }
  std::string row() {
    return sql(
        "SELECT concat_ws(' ', processed_at IS NOT NULL, attempts, outcome) FROM "
        "inbox_events");
  }
  std::string paid_event(const std::string& order) {
    return t::event_body("evt_1", "checkout.session.completed", paid_session(order));
  }
};

CPPUNIT_TEST_FIXTURE(Inbox, an_event_of_an_unknown_type_and_shape_is_kept_and_noted) {
  const auto event = keep(R"({"id":"evt_9","object":"event","type":"of.the.future"})");
  CPPUNIT_ASSERT_EQUAL(std::string{"noted"}, process(event));
  CPPUNIT_ASSERT_EQUAL(std::string{"t 1 noted"}, row());
}

CPPUNIT_TEST_FIXTURE(Inbox, an_event_has_its_effect_once) {
  const auto body = paid_event(frozen_order(1));

  CPPUNIT_ASSERT_EQUAL(std::string{"placed"}, process(keep(body)));
  const auto before = everything();
  CPPUNIT_ASSERT_EQUAL(std::string{"already done"}, process(keep(body)));

  CPPUNIT_ASSERT_EQUAL(before, everything());
  CPPUNIT_ASSERT_EQUAL(std::string{"t 1 placed"}, row());
}

CPPUNIT_TEST_FIXTURE(Inbox, an_event_of_an_unwanted_type_is_noted) {
  const auto id = frozen_order(1);
  const auto before = everything();
  CPPUNIT_ASSERT_EQUAL(std::string{"noted"},
                       process(keep(t::event_body("evt_2", "customer.created", paid_session(id)))));
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(Inbox, an_expired_session_gives_the_order_up) {
  auto session = paid_session(frozen_order(2));
  session.status = "expired";
  session.payment_status = "unpaid";
  CPPUNIT_ASSERT_EQUAL(std::string{"given up"},
                       process(keep(t::event_body("evt_3", "checkout.session.expired", session))));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"open"}, sql("SELECT state FROM carts"));
}

CPPUNIT_TEST_FIXTURE(Inbox, a_delayed_payment_that_fails_gives_the_units_back_once) {
  auto session = paid_session(frozen_order(1));
  session.payment_status = "unpaid";
  CPPUNIT_ASSERT_EQUAL(
      std::string{"waiting for the payment"},
      process(keep(t::event_body("evt_4", "checkout.session.completed", session))));
  for (const char* id : {"evt_5", "evt_6"})
    process(keep(t::event_body(id, "checkout.session.async_payment_failed", session)));

  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"1"},
                       sql("SELECT count(*) FROM outbox WHERE kind = 'mail.payment_failed'"));
}

CPPUNIT_TEST_FIXTURE(Inbox, an_event_that_comes_before_the_paid_one_does_not_hinder_it) {
  const auto id = frozen_order(1);
  auto unpaid = paid_session(id);
  unpaid.payment_status = "unpaid";
  process(
      keep(t::event_body("evt_8", "checkout.session.async_payment_succeeded", paid_session(id))));
  CPPUNIT_ASSERT_EQUAL(std::string{"already done"},
                       process(keep(t::event_body("evt_7", "checkout.session.completed", unpaid))));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 1 0"}, stock());
}

// Every statement of the completion is made to fail in turn, the commit among them: each time
// nothing of it is left, the event's row stands with the attempt, and trying again completes it.
CPPUNIT_TEST_FIXTURE(Inbox,
                     a_completion_that_fails_at_any_statement_leaves_no_trace_and_is_retried) {
  int points = 0;
  for (bool untouched = false; !untouched; ++points) {
    sql("TRUNCATE inbox_events");
    const auto event = keep(paid_event(frozen_order(1)));
    const auto before = everything();
    t::FailAt observer{points + 1};
    db().watch(&observer);
    try {
      process(event);
      untouched = true;
      db().watch(nullptr);
    } catch (const store::DbError&) {
      db().watch(nullptr);
      CPPUNIT_ASSERT_EQUAL(before, everything());
      CPPUNIT_ASSERT_EQUAL(std::string{"f 1 "}, row());
      CPPUNIT_ASSERT_EQUAL(std::string{"placed"}, process(event));
      CPPUNIT_ASSERT_EQUAL(std::string{"t 2 placed"}, row());
    }
    sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) "
        "VALUES (1, 'received', 1, 'test', '2026-11-22')");
  }
  std::cout << "# completion: failed at " << points - 1 << " points, then untouched\n";
  CPPUNIT_ASSERT(points > 8);
}

CPPUNIT_TEST_FIXTURE(Inbox, A5_secrets_and_persons_are_taken_out_before_the_body_is_kept) {
  keep(
      R"({"id":"evt_1","object":"event","type":"charge.updated","data":{"object":{"id":"ch_1",)"
      R"("receipt_url":"https://pay/x","billing_details":{"name":"Kim","email":"k@example.com"}}}})");
  CPPUNIT_ASSERT_EQUAL(
      std::string{R"({"id":"evt_1","object":"event","type":"charge.updated","data":{"object":)"
                  R"({"id":"ch_1","receipt_url":"redacted","billing_details":{"name":"redacted",)"
                  R"("email":"redacted"}}}})"},
      sql("SELECT convert_from(body, 'UTF8') FROM inbox_events"));
}

CPPUNIT_TEST_FIXTURE(Inbox, events_of_long_ago_are_removed_once_they_had_their_effect) {
  process(keep(R"({"id":"evt_old","object":"event","type":"of.the.future"})"));
  keep(R"({"id":"evt_waits","object":"event","type":"of.the.future"})");
  process(keep(R"({"id":"evt_late","object":"event","type":"of.the.future"})"));
  sql("UPDATE inbox_events SET received_at = '2026-11-23' WHERE event_id = 'evt_late'");

  auto jobs = rival("gds_jobs");
  const auto sweep = [&] {
    return jobs.transact("sweep", [](store::Tx& tx) {
      return payment::sweep_events(tx, t::kNoon + std::chrono::hours{1}, 10);
    });
  };
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, sweep());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, sweep());
  CPPUNIT_ASSERT_EQUAL(std::string{"evt_late evt_waits"},
                       sql("SELECT string_agg(event_id, ' ' ORDER BY event_id) FROM inbox_events"));
}

}  // namespace
