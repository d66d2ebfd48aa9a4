#include "tax/nexus.h"

#include "t/tax/selling.h"

namespace {

using base::Money;

struct Nexus : t::TaxLedger {
  // A sale of so many dollars to a state.
  void sell(const std::string& state, std::int64_t dollars, base::Instant at = t::kNoon,
            tax::Source source = tax::Source::Stripe) {
    auto one = sale("sale " + std::to_string(++sales));
    one.state = state;
    one.source = source;
    one.items = {{1, Money::cents(dollars * 100), {}}};
    record(one, at);
  }
  std::int64_t watch(base::Instant now = t::kNoon) {
    return db().transact("watch", [&](store::Tx& tx) { return tax::watch_nexus(tx, now); });
  }
  int percent(const std::string& state, base::Instant now = t::kNoon) {
    for (const auto& s :
         db().snapshot("standings", [&](store::Tx& tx) { return tax::standings(tx, now); }))
      if (s.state == state) return s.percent;
    return -1;
  }
  std::string settings() {
    return sql(
        "SELECT md5((SELECT string_agg(t::text, '') FROM nexus_thresholds t) || "
        "coalesce((SELECT string_agg(n::text, '') FROM nexus n), ''))");
  }
  int sales = 0;
};

CPPUNIT_TEST_FIXTURE(Nexus,
                     shipping_tax_9_10_each_step_raises_one_task_a_period_and_changes_nothing) {
  const auto before = settings();
  sell("CO", 69999);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, watch());
  sell("CO", 1);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, watch());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, watch());
  sell("CO", 40000);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, watch());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, watch(t::minutes_later(60 * 24)));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"70 90 100"},
      sql("SELECT string_agg(percent::text, ' ' ORDER BY percent) FROM nexus_tasks"));
  CPPUNIT_ASSERT_EQUAL(before, settings());

  const auto close = [&] {
    return db().transact(
        "close", [&](store::Tx& tx) { return tax::close_tasks(tx, "CO", "gdsctl kim", t::kNoon); });
  };
  CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, close());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, close());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, watch());
  // The year before counts in the next one, as a new period.
  CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, watch(*base::parse_iso8601("2027-02-01T12:00:00Z")));
}

CPPUNIT_TEST_FIXTURE(Nexus, either_amount_or_transactions_is_enough_where_the_state_says_or) {
  for (int i = 0; i < 150; ++i) sell("GA", 1);
  CPPUNIT_ASSERT_EQUAL(75, percent("GA"));
}

CPPUNIT_TEST_FIXTURE(Nexus, both_are_asked_where_the_state_says_and) {
  sell("NY", 600000);
  CPPUNIT_ASSERT_EQUAL(0, percent("NY"));
  for (int i = 0; i < 100; ++i) sell("NY", 1);
  CPPUNIT_ASSERT_EQUAL(100, percent("NY"));
}

CPPUNIT_TEST_FIXTURE(Nexus, a_rolling_year_forgets_what_is_older) {
  sell("TX", 450000, *base::parse_iso8601("2025-11-22T12:00:00Z"));
  CPPUNIT_ASSERT_EQUAL(0, percent("TX"));
  sell("TX", 450000, *base::parse_iso8601("2025-11-23T12:00:00Z"));
  CPPUNIT_ASSERT_EQUAL(90, percent("TX"));
}

CPPUNIT_TEST_FIXTURE(Nexus, shipping_tax_9_9_facilitated_sales_count_where_the_state_counts_them) {
  sell("CO", 80000, t::kNoon, tax::Source::EbayFacilitator);
  CPPUNIT_ASSERT_EQUAL(80, percent("CO"));
  sql("INSERT INTO nexus_thresholds (state, valid_from, amount_cents, marketplace_counts, source) "
      "VALUES ('CO', '2026-01-01', 10000000, false, 'test')");
  CPPUNIT_ASSERT_EQUAL(0, percent("CO"));
}

CPPUNIT_TEST_FIXTURE(Nexus, where_we_are_registered_no_task_is_raised) {
  sql("INSERT INTO nexus (state, kind, since, entered_by) VALUES ('CO', 'physical', '2020-01-01', "
      "'t')");
  sell("CO", 200000);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, watch());
  sql("UPDATE nexus SET until = '2026-11-21'");
  CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, watch());
}

CPPUNIT_TEST_FIXTURE(Nexus, the_register_knows_every_state_with_a_sales_tax) {
  CPPUNIT_ASSERT_EQUAL(std::string{"48"}, sql("SELECT count(*) FROM nexus_thresholds"));
  CPPUNIT_ASSERT_EQUAL(-1, percent("OR"));
}

}  // namespace
