#include <random>

#include "t/tax/selling.h"

namespace {

using base::Money;
using tax::ReverseRefusal;

struct Ledger : t::TaxLedger {
  base::Result<base::Done, ReverseRefusal> reverse(base::OrderId order, const std::string& cause,
                                                   const std::vector<tax::Back>& back) {
    return db().transact("reverse", [&](store::Tx& tx) {
      return tax::record_reversal(tx, order, cause, back, t::kNoon);
    });
  }
  std::string everything() {
    return sql(
        "SELECT (SELECT count(*) FROM tax_records) || ' ' || "
        "(SELECT count(*) FROM tax_record_items) || ' ' || "
        "(SELECT count(*) FROM tax_record_parts)");
  }
};

CPPUNIT_TEST_FIXTURE(Ledger, m9_a_record_keeps_rate_label_jurisdiction_base_and_reason) {
  CPPUNIT_ASSERT(record(sale("order 1")));

  CPPUNIT_ASSERT_EQUAL(
      std::string{
          "stripe TX 78701 US-TX Austin city sales_tax 2 txcd_99999999 10000 200 standard_rated"},
      sql("SELECT concat_ws(' ', r.source, r.state, r.zip, p.jurisdiction, p.label, p.level, "
          "p.tax_type, p.rate_percent, p.tax_code, p.taxable_cents, p.tax_cents, p.reason) "
          "FROM tax_records r JOIN tax_record_parts p ON p.record_id = r.id "
          "WHERE p.item = 1 AND p.part = 2"));
}

CPPUNIT_TEST_FIXTURE(Ledger, a_cause_is_recorded_once) {
  CPPUNIT_ASSERT(record(sale("order 1")));
  CPPUNIT_ASSERT(!record(sale("order 1")));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 2 4"}, everything());
}

CPPUNIT_TEST_FIXTURE(Ledger, the_ledger_is_only_added_to) {
  record(sale("order 1"));
  for (const auto* change :
       {"UPDATE tax_records SET state = 'OH'", "DELETE FROM tax_record_parts",
        "UPDATE tax_record_items SET tax_cents = 0", "DELETE FROM tax_records"})
    CPPUNIT_ASSERT_THROW_MESSAGE(change, sql(change), store::DbError);
}

CPPUNIT_TEST_FIXTURE(Ledger, shipping_tax_9_8_an_exempt_sale_keeps_its_reason_and_certificate) {
  sql("INSERT INTO tax_certificates (customer_id, kind, form, purchaser_name, purchaser_address, "
      "goods, signer, received_on, entered_by, entered_at) "
      "VALUES (1, 'resale', 'state', 'Acme', '1 Main St', 'hardware', 'Kim', '2026-01-01', 't', "
      "'2026-01-01')");
  auto exempt = sale("order 1");
  exempt.certificate = base::TaxCertificateId{1};
  exempt.items = {{1, Money::cents(10000), {part("Texas", 0, 0, "customer_exempt")}}};
  record(exempt);

  CPPUNIT_ASSERT_EQUAL(
      std::string{"TX 1 sales, gross 10000, taxable 0, exempt 10000, nontaxable 0, "
                  "tax 0, reversed 0, elsewhere 0\n"},
      report());
  CPPUNIT_ASSERT_EQUAL(std::string{"1 customer_exempt"},
                       sql("SELECT certificate_id || ' ' || reason FROM tax_records r "
                           "JOIN tax_record_parts p ON p.record_id = r.id"));
}

CPPUNIT_TEST_FIXTURE(Ledger, what_nobody_collects_is_visible_for_its_state) {
  auto untaxed = sale("order 1");
  untaxed.state = "GA";
  untaxed.items = {{1, Money::cents(10000), {part("Georgia", 0, 0, "not_collecting")}}};
  record(untaxed);

  const auto sums = db().snapshot(
      "report", [&](store::Tx& tx) { return tax::by_state(tx, t::kNoon, t::minutes_later(1)); });
  CPPUNIT_ASSERT_EQUAL(std::int64_t{10000}, sums.at(0).not_collected.in_cents());
  CPPUNIT_ASSERT_EQUAL(std::int64_t{10000}, sums.at(0).nontaxable.in_cents());
}

CPPUNIT_TEST_FIXTURE(Ledger, shipping_tax_9_9_a_facilitators_sale_owes_no_tax_of_ours) {
  auto ebay = sale("ebay 12-345-6");
  ebay.source = tax::Source::EbayFacilitator;
  CPPUNIT_ASSERT_THROW(record(ebay), base::BugError);
  ebay.items = {{1, Money::cents(25000), {}}};
  record(ebay);
  record(sale("order 1"));

  CPPUNIT_ASSERT_EQUAL(
      std::string{"TX 2 sales, gross 11000, taxable 11000, exempt 0, nontaxable 0, "
                  "tax 908, reversed 0, elsewhere 25000\n"},
      report());
}

CPPUNIT_TEST_FIXTURE(Ledger, shipping_tax_9_11_the_report_is_the_sum_of_its_month_alone) {
  record(sale("order 1"), *base::parse_iso8601("2026-11-01T04:59:59Z"));  // October in Chicago
  record(sale("order 2"), *base::parse_iso8601("2026-11-01T05:00:00Z"));
  record(sale("order 3"), *base::parse_iso8601("2026-12-01T05:59:59Z"));
  record(sale("order 4"), *base::parse_iso8601("2026-12-01T06:00:00Z"));
  const auto november =
      db().snapshot("month", [](store::Tx& tx) { return tax::month(tx, "2026-11"); });

  CPPUNIT_ASSERT_EQUAL(
      std::string{"TX 2 sales, gross 22000, taxable 22000, exempt 0, nontaxable 0, "
                  "tax 1816, reversed 0, elsewhere 0\n"},
      report(november->from, november->until));
  Money by_jurisdiction;
  for (const auto& sums : db().snapshot("report", [&](store::Tx& tx) {
         return tax::by_jurisdiction(tx, november->from, november->until);
       }))
    by_jurisdiction += sums.tax;
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1816}, by_jurisdiction.in_cents());
  for (const auto* bad : {"2026-13", "2026-00", "26-11", "2026-1", "2026-1x", ""})
    CPPUNIT_ASSERT_MESSAGE(
        bad, !db().snapshot("month", [&](store::Tx& tx) { return tax::month(tx, bad); }));
}

CPPUNIT_TEST_FIXTURE(Ledger, m10_tax_goes_back_by_the_rows_of_the_sale) {
  auto sold = sale("order 1");
  sold.order = order();
  record(sold);
  CPPUNIT_ASSERT(reverse(*sold.order, "refund 1", {{1, Money::cents(5000), Money::cents(413)}}));

  CPPUNIT_ASSERT_EQUAL(std::string{"-5000 -5000 -413"},
                       sql("SELECT concat_ws(' ', amount_cents, taxable_cents, tax_cents) "
                           "FROM tax_record_items WHERE amount_cents < 0"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"Texas 6.25 -313, Austin 2 -100"},
      sql("SELECT string_agg(concat_ws(' ', label, rate_percent, tax_cents), ', ' ORDER BY part) "
          "FROM tax_record_parts WHERE tax_cents < 0"));
  CPPUNIT_ASSERT_EQUAL(std::string{"TX 1 sales, gross 6000, taxable 6000, exempt 0, nontaxable 0, "
                                   "tax 495, reversed 413, elsewhere 0\n"},
                       report());
}

CPPUNIT_TEST_FIXTURE(Ledger, a_reversal_stands_once_and_never_exceeds_its_sale) {
  auto sold = sale("order 1");
  sold.order = order();
  CPPUNIT_ASSERT(reverse(*sold.order, "refund 1", {}).why() == ReverseRefusal::NoSale);
  record(sold);
  const tax::Back most{1, Money::cents(10000), Money::cents(825)};
  CPPUNIT_ASSERT(reverse(*sold.order, "refund 1", {most}));
  CPPUNIT_ASSERT(reverse(*sold.order, "refund 1", {most}));
  CPPUNIT_ASSERT_EQUAL(std::string{"2 3 6"}, everything());

  CPPUNIT_ASSERT(reverse(*sold.order, "refund 2", {{1, Money{}, Money::cents(1)}}).why() ==
                 ReverseRefusal::TooMuch);
  CPPUNIT_ASSERT(reverse(*sold.order, "refund 2", {{1, Money::cents(1), Money{}}}).why() ==
                 ReverseRefusal::TooMuch);
  CPPUNIT_ASSERT(reverse(*sold.order, "refund 2", {{2, Money::cents(1), Money{}}}).why() ==
                 ReverseRefusal::TooMuch);
  CPPUNIT_ASSERT_EQUAL(std::string{"2 3 6"}, everything());
  CPPUNIT_ASSERT_THROW(
      sql("INSERT INTO tax_records (kind, source, cause, reverses_id, state, zip, at) "
          "VALUES ('reversal', 'stripe', 'x', 1, 'TX', '', '2026-11-22'); "
          "INSERT INTO tax_record_items VALUES (3, 1, 1, 0, 0, 0, 0, -1); "
          "INSERT INTO tax_record_parts VALUES (3, 1, 1, '', '', '', '', '', '', 0, -1, '')"),
      store::DbError);
}

CPPUNIT_TEST_FIXTURE(t::Plain, shipping_tax_9_7_pieces_of_tax_sum_to_the_whole_in_any_sequence) {
  constexpr unsigned kSeed = 20261127;
  std::mt19937 random{kSeed};
  for (int round = 0; round < 20000; ++round) {
    const auto amount = std::uniform_int_distribution<std::int64_t>{1, 200000}(random);
    const auto whole = std::uniform_int_distribution<std::int64_t>{0, amount / 10}(random);
    std::vector<Money> left;
    for (auto rest = whole; rest > 0;) {
      const auto one = std::uniform_int_distribution<std::int64_t>{1, rest}(random);
      left.push_back(Money::cents(one));
      rest -= one;
    }
    std::int64_t given = 0;
    for (std::int64_t gone = 0; gone < amount;) {
      const auto more = std::uniform_int_distribution<std::int64_t>{1, amount - gone}(random);
      const auto piece = tax::tax_of_piece(Money::cents(whole), Money::cents(amount),
                                           Money::cents(gone), Money::cents(gone + more));
      gone += more;
      given += piece.in_cents();
      CPPUNIT_ASSERT(given <= whole);
      const auto shares = tax::shares(piece, left);
      for (std::size_t i = 0; i < left.size(); ++i) {
        left[i] = left[i] - shares[i];
        CPPUNIT_ASSERT(left[i] >= Money{});
      }
    }
    CPPUNIT_ASSERT_EQUAL(whole, given);
    for (const auto rest : left) CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, rest.in_cents());
  }
}

CPPUNIT_TEST_FIXTURE(Ledger, shipping_tax_9_7_random_refunds_give_back_exactly_the_tax) {
  constexpr unsigned kSeed = 20261127;
  std::mt19937 random{kSeed};
  for (int round = 0; round < 5; ++round) {
    auto sold = sale("order " + std::to_string(round));
    sold.order = order();
    record(sold);
    int refund = 0;
    for (const auto& item : sold.items) {
      Money tax;
      for (const auto& part : item.parts) tax += part.tax;
      for (Money gone; gone < item.amount;) {
        const auto more = Money::cents(std::uniform_int_distribution<std::int64_t>{
            1, (item.amount - gone).in_cents()}(random));
        const auto piece = tax::tax_of_piece(tax, item.amount, gone, gone + more);
        CPPUNIT_ASSERT(reverse(*sold.order,
                               "refund " + std::to_string(round) + "." + std::to_string(++refund),
                               {{item.position, more, piece}}));
        gone += more;
      }
    }
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0 0"},
                       sql("SELECT concat_ws(' ', sum(amount_cents), sum(taxable_cents), "
                           "sum(tax_cents)) FROM tax_record_items"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"0 0"},
      sql("SELECT sum(taxable_cents) || ' ' || max(abs(tax)) FROM (SELECT item, part, "
          "sum(tax_cents) AS tax, "
          "sum(taxable_cents) AS taxable_cents FROM tax_record_parts GROUP BY 1, 2) p"));
  CPPUNIT_ASSERT_EQUAL(std::string{}, faults());
}

CPPUNIT_TEST_FIXTURE(Ledger, a_record_fails_at_any_statement_and_leaves_nothing) {
  auto sold = sale("order 1");
  sold.order = order();
  for (int nth = 1; nth <= 3; ++nth) {
    t::FailAt fault{nth};
    db().watch(&fault);
    CPPUNIT_ASSERT_THROW(record(sold), store::DbError);
    db().watch(nullptr);
    CPPUNIT_ASSERT_EQUAL(std::string{"0 0 0"}, everything());
  }
  record(sold);
  for (int nth = 1; nth <= 7; ++nth) {
    t::FailAt fault{nth};
    db().watch(&fault);
    CPPUNIT_ASSERT_THROW(
        (void)reverse(*sold.order, "refund 1", {{1, Money::cents(100), Money::cents(8)}}),
        store::DbError);
    db().watch(nullptr);
    CPPUNIT_ASSERT_EQUAL(std::string{"1 2 4"}, everything());
  }
}

CPPUNIT_TEST_FIXTURE(Ledger, of_two_reversals_at_once_the_second_sees_the_first) {
  auto sold = sale("order 1");
  sold.order = order();
  record(sold);
  auto rival = this->rival("gds_jobs");
  const std::vector<tax::Back> whole{{1, Money::cents(10000), Money::cents(825)}};
  db().transact("first", [&](store::Tx& tx) {
    CPPUNIT_ASSERT(tax::record_reversal(tx, *sold.order, "refund 1", whole, t::kNoon));
    rival.run("limit", "SET lock_timeout = '50ms'");
    CPPUNIT_ASSERT_THROW((void)rival.transact("second",
                                              [&](store::Tx& second) {
                                                return tax::record_reversal(second, *sold.order,
                                                                            "refund 2", whole,
                                                                            t::kNoon);
                                              }),
                         store::DbError);
    return base::Done{};
  });
  const auto second = rival.transact("second", [&](store::Tx& tx) {
    return tax::record_reversal(tx, *sold.order, "refund 2", whole, t::kNoon);
  });
  CPPUNIT_ASSERT(second.why() == ReverseRefusal::TooMuch);
}

}  // namespace
