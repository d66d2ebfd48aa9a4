#include "order/books.h"
#include "order/cancel.h"
#include "order/faults.h"
#include "order/refund.h"
#include "t/placed.h"
#include "tax/tax.h"

// What a refund gives back of an order's tax, in the ledger of tax.
namespace {

using base::Money;
using order::Give;
using order::RefundKind;
using store::Tx;
using t::kNoon;

struct TaxBack : t::PlacedOrder {
  auto grant(const Give& give, RefundKind kind = RefundKind::Units) {
    return db().transact("grant",
                         [&](Tx& tx) { return order::grant(tx, kOrder, kind, give, kWhy, kNoon); });
  }
  auto cancel_rest() {
    return db().transact("cancel",
                         [&](Tx& tx) { return order::cancel_rest(tx, kOrder, kWhy, kNoon); });
  }
  // Cause, position ("-" for shipping), amount and tax of each item that went back.
  std::string back() {
    return sql(
        "SELECT string_agg(concat_ws(' ', r.cause, coalesce(i.position::text, '-'), "
        "i.amount_cents, i.tax_cents), ', ' ORDER BY r.id, i.item) "
        "FROM tax_records r JOIN tax_record_items i ON i.record_id = r.id "
        "WHERE r.kind = 'reversal'");
  }
  // What is left of amounts and of tax.
  std::string left() {
    return sql(
        "SELECT concat_ws(' ', sum(amount_cents), sum(taxable_cents), sum(tax_cents), "
        "(SELECT sum(tax_cents) FROM tax_record_parts)) FROM tax_record_items");
  }
};

CPPUNIT_TEST_FIXTURE(TaxBack,
                     a_refund_takes_back_the_tax_of_its_units_and_of_its_part_of_shipping) {
  CPPUNIT_ASSERT_EQUAL(std::string{"30995 30995 2558 2558"}, left());

  CPPUNIT_ASSERT(grant({{{line(1), 1}}, Money::cents(700), {}}));

  CPPUNIT_ASSERT_EQUAL(std::string{"refund 1 1 -3000 -248, refund 1 - -700 -58"}, back());
  CPPUNIT_ASSERT_EQUAL(std::string{"27295 27295 2252 2252"}, left());
}

CPPUNIT_TEST_FIXTURE(TaxBack, m10_the_last_refund_takes_the_rest_of_the_tax_to_the_cent) {
  for (const auto shipping : {1, 993, 1001})
    CPPUNIT_ASSERT(grant({{{line(1), 1}}, Money::cents(shipping), {}}));
  CPPUNIT_ASSERT(grant({{{line(2), 1}}, {}, {}}));
  CPPUNIT_ASSERT(grant({{{line(2), 1}}, {}, {}}));

  CPPUNIT_ASSERT_EQUAL(
      std::string{"refund 1 1 -3000 -248, refund 1 - -1 0, refund 2 1 -2999 -247, "
                  "refund 2 - -993 -82, refund 3 1 -3000 -248, refund 3 - -1001 -83, "
                  "refund 4 2 -10001 -825, refund 5 2 -10000 -825"},
      back());
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0 0 0"}, left());
}

CPPUNIT_TEST_FIXTURE(TaxBack, m10_a_ledger_that_says_another_tax_than_the_order_is_found_out) {
  CPPUNIT_ASSERT(grant({{{line(1), 1}}, {}, {}}));
  const auto say = [&](const char* tax) {
    sql(std::string{"ALTER TABLE tax_record_items DISABLE TRIGGER append_only; UPDATE "
                    "tax_record_items SET tax_cents = "} +
        tax + " WHERE record_id = 2; ALTER TABLE tax_record_items ENABLE TRIGGER append_only");
  };
  say("-247");

  const auto found = db().snapshot("faults", order::faults);

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found.size());
  CPPUNIT_ASSERT_EQUAL(
      std::string{"M10: order 1, item 1 is 5999 and 495 tax, the tax ledger says 5999 and 496"},
      found[0]);
  say("-248");
}

CPPUNIT_TEST_FIXTURE(TaxBack, goodwill_is_no_sale_undone_and_takes_no_tax_back) {
  CPPUNIT_ASSERT(grant({{}, {}, Money::cents(500)}, RefundKind::Goodwill));

  CPPUNIT_ASSERT_EQUAL(std::string{}, back());
  CPPUNIT_ASSERT_EQUAL(std::string{"30995 30995 2558 2558"}, left());
}

CPPUNIT_TEST_FIXTURE(TaxBack, o9_the_tax_of_a_cancelled_order_is_taken_back_once) {
  CPPUNIT_ASSERT(grant({{{line(2), 1}}, {}, {}}));
  CPPUNIT_ASSERT(cancel_rest());
  CPPUNIT_ASSERT(!cancel_rest());
  // Whoever said it again with the same cause would change nothing.
  db().transact("again", [](Tx& tx) {
    order::record_tax_back(tx, kOrder, base::RefundId{2}, kNoon);
    return base::Done{};
  });

  CPPUNIT_ASSERT_EQUAL(
      std::string{"refund 1 2 -10001 -825, refund 2 1 -8999 -743, refund 2 2 -10000 -825, "
                  "refund 2 - -1995 -165"},
      back());
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0 0 0"}, left());
}

CPPUNIT_TEST_FIXTURE(TaxBack, a_refund_that_is_refused_takes_no_tax_back) {
  CPPUNIT_ASSERT(grant({{{line(1), 2}}, {}, {}}));
  const auto before = everything();

  CPPUNIT_ASSERT(!grant({{{line(2), 1}, {line(1), 2}}, {}, {}}));

  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(TaxBack,
                     an_order_that_was_never_sold_owed_no_tax_and_is_cancelled_all_the_same) {
  const auto other = place();
  sql("ALTER TABLE tax_record_parts DISABLE TRIGGER append_only; "
      "ALTER TABLE tax_record_items DISABLE TRIGGER append_only; "
      "ALTER TABLE tax_records DISABLE TRIGGER append_only; "
      "DELETE FROM tax_record_parts WHERE record_id = 2; "
      "DELETE FROM tax_record_items WHERE record_id = 2; DELETE FROM tax_records WHERE id = 2");

  CPPUNIT_ASSERT(
      db().transact("cancel", [&](Tx& tx) { return order::cancel_rest(tx, other, kWhy, kNoon); }));

  CPPUNIT_ASSERT_EQUAL(std::string{}, back());
}

CPPUNIT_TEST_FIXTURE(TaxBack, a_cancellation_that_fails_at_any_statement_leaves_the_ledger_alone) {
  const auto before = everything();
  for (int n = 1;; ++n) {
    t::FailAt fail{n};
    db().watch(&fail);
    bool failed = false;
    try {
      CPPUNIT_ASSERT(cancel_rest());
    } catch (const store::DbError&) {
      failed = true;
    }
    db().watch(nullptr);
    if (!failed) break;
    CPPUNIT_ASSERT_EQUAL(before, everything());
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0 0 0"}, left());
}

}  // namespace
