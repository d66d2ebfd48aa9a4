#include "payment/books.h"

#include "payment/tasks.h"
#include "t/payment/stage.h"

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using t::kNoon;

// A day on which one order was paid, and Stripe's books of it.
struct Books : t::Till {
  void setUp() override {
    t::Till::setUp();
    order = frozen_order(1);
    CPPUNIT_ASSERT(complete(paid_session(order)) == payment::Completion::Placed);
    intent = "pi_" + order.substr(0, 8);
    due = sql("SELECT due_cents FROM orders");
  }
  payment::Reconciled compare(base::Instant now = kNoon + hours{24}) {
    payment::Reconciled done;
    payment::compare_books(
        till(), now, [] { return false; }, done);
    return done;
  }
  static std::string page(const std::string& items, bool more = false) {
    return ok(R"({"object":"list","data":[)" + items + R"(],"has_more":)" +
              (more ? "true" : "false") + "}");
  }
  static std::string moved(const std::string& id, const std::string& category,
                           const std::string& source, const std::string& cents) {
    return R"({"id":")" + id + R"(","object":"balance_transaction","amount":)" + cents +
           R"(,"fee":59,"currency":"usd","created":1795348801,"reporting_category":")" + category +
           R"(","type":"adjustment","source":)" + source + "}";
  }
  std::string charge() const {
    return moved("txn_1", "charge",
                 R"({"id":"ch_1","object":"charge","payment_intent":")" + intent + R"("})", due);
  }
  std::string rows() {
    return sql(
        "SELECT string_agg(concat_ws(' ', kind, reference, ours_cents, theirs_cents, "
        "resolved_at IS NOT NULL), ', ' ORDER BY id) FROM payment_differences");
  }
  static constexpr const char* kBalance = "GET /v1/balance_transactions?";
  std::string order;
  std::string intent;
  std::string due;
};

CPPUNIT_TEST_FIXTURE(Books, E6_a_day_whose_movements_are_the_ledgers_has_no_differences) {
  stage.on(kBalance, {page(moved("txn_2", "payout", R"("po_1")", "-100"), true), page(charge())});

  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, compare().differences);

  CPPUNIT_ASSERT_EQUAL(std::string{}, rows());
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, sql("SELECT count(*) FROM balance_transactions"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, calls(kBalance));
  CPPUNIT_ASSERT(stage.seen.front().starts_with(
      "GET /v1/balance_transactions?created[gte]=1795302000&created[lt]=1795395600&expand[0]="
      "data.source&limit=100 "));
  // That day is done with, and the next is not over.
  compare(kNoon + hours{24});
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, calls(kBalance));
}

CPPUNIT_TEST_FIXTURE(Books, a_day_is_compared_once_it_has_been_over_for_an_hour) {
  stage.on(kBalance, {page(charge())});
  compare(kNoon + hours{13});
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, calls(kBalance));
  compare(kNoon + hours{13} + minutes{5});
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, calls(kBalance));
}

CPPUNIT_TEST_FIXTURE(Books, what_one_side_lacks_or_has_otherwise_is_a_difference_told_once) {
  stage.on(kBalance, {page(moved("txn_2", "refund", R"({"id":"re_9","object":"refund"})", "-500") +
                           "," + moved("txn_3", "dispute", R"("du_1")", "-700"))});

  CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, compare().differences);

  CPPUNIT_ASSERT_EQUAL(std::string{"3"}, sql("SELECT count(*) FROM payment_differences WHERE "
                                             "resolved_at IS NULL"));
  CPPUNIT_ASSERT_EQUAL(due + " 0", sql("SELECT concat_ws(' ', ours_cents, theirs_cents) FROM "
                                       "payment_differences WHERE kind = 'captured'"));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 movements of money differ from Stripe's books of 2026-11-22"},
                       sql("SELECT said FROM payment_tasks WHERE kind = 'difference'"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, db().snapshot("all", payment::differences).size());

  // The next day Stripe has it: what is gone is resolved, what is left is not told again.
  stage.on(kBalance, {page(charge())});
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, compare(kNoon + hours{48}).differences);
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, sql("SELECT count(*) FROM payment_differences WHERE "
                                             "resolved_at IS NULL"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM payment_tasks"));
}

CPPUNIT_TEST_FIXTURE(Books, a_day_without_an_answer_is_asked_for_again) {
  stage.on(kBalance, {page(moved("txn_2", "payout", R"("po_1")", "-100"), true), ""});
  CPPUNIT_ASSERT_THROW(compare(), stripe::Unknown);
  stage.on(kBalance, {page(charge())});
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, compare().differences);
  CPPUNIT_ASSERT_EQUAL(std::string{"2026-11-23 00:00:00+00"},
                       sql("SELECT at AT TIME ZONE 'UTC' || '+00' FROM provider_cursors"));
}

CPPUNIT_TEST_FIXTURE(Books, comparing_fails_at_any_statement_and_leaves_no_half_report) {
  stage.on(kBalance, {page(moved("txn_2", "refund", R"("re_9")", "-500"))});
  for (int n = 1;; ++n) {
    t::FailAt fail{n};
    db().watch(&fail);
    bool failed = false;
    try {
      compare();
    } catch (const store::DbError&) {
      failed = true;
    }
    db().watch(nullptr);
    if (!failed) break;
    // Told and kept together, whatever the watermark says.
    const auto counts = sql(
        "SELECT concat_ws(' ', (SELECT count(*) FROM payment_differences), (SELECT count(*) FROM "
        "payment_tasks))");
    CPPUNIT_ASSERT(counts == "0 0" || counts == "2 1");
    CPPUNIT_ASSERT(n < 40);
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM payment_tasks"));
}

CPPUNIT_TEST_FIXTURE(Books, E6_a_session_that_no_event_told_of_is_settled) {
  const auto read = [&](base::Instant now) {
    payment::Reconciled done;
    payment::read_sessions(
        till(), now, [] { return false; }, done);
    return done.sessions;
  };
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, read(kNoon));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, calls(kList));
  frozen_order(1);
  sql("UPDATE payment_attempts SET state = 'open', session_id = 'cs_1' WHERE state = 'stored'");
  stage.on(kList, {page(session("complete"))});
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, read(kNoon + minutes{14}));

  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, read(kNoon + minutes{15}));

  CPPUNIT_ASSERT_EQUAL(std::string{"placed"}, t::Till::order());
  CPPUNIT_ASSERT(stage.seen.back().starts_with("GET /v1/checkout/sessions?status=complete&"));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, read(kNoon + minutes{31}));
}

}  // namespace
