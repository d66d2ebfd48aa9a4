#include "t/sale.h"
#include "tax/tax.h"

namespace {

struct TaxOfSales : t::Sale {
  std::string ledger() {
    return sql(
        "SELECT string_agg(concat_ws(' ', r.kind, r.cause, r.state, r.zip, i.position, "
        "i.amount_cents, i.taxable_cents, i.tax_cents), ', ' ORDER BY r.id, i.item) "
        "FROM tax_records r JOIN tax_record_items i ON i.record_id = r.id");
  }
};

CPPUNIT_TEST_FIXTURE(TaxOfSales, an_order_is_in_the_tax_ledger_once_it_is_placed) {
  const auto order = frozen_order(1);
  CPPUNIT_ASSERT_EQUAL(std::string{}, ledger());

  complete(paid_session(order));
  complete(paid_session(order));

  CPPUNIT_ASSERT_EQUAL(std::string{"sale order 1 TX 78701 1 45000 45000 3713, "
                                   "sale order 1 TX 78701 1995 1995 165"},
                       ledger());
  CPPUNIT_ASSERT_EQUAL(std::string{"t"},
                       sql("SELECT sum(i.tax_cents) = (SELECT tax_cents FROM orders) "
                           "FROM tax_record_items i"));
}

CPPUNIT_TEST_FIXTURE(TaxOfSales, shipping_tax_9_11_a_later_edit_of_a_product_changes_no_past_row) {
  complete(paid_session(frozen_order(1)));
  const auto before = ledger();
  sql("UPDATE variants SET price_cents = 1; UPDATE products SET title = 'another'");
  CPPUNIT_ASSERT_EQUAL(before, ledger());
}

CPPUNIT_TEST_FIXTURE(TaxOfSales, an_order_that_needs_attention_is_no_sale_before_staff_decide) {
  const auto order = frozen_order(1);
  auto session = paid_session(order);
  session.amount_total = session.amount_total - base::Money::cents(1);
  complete(session);
  CPPUNIT_ASSERT_EQUAL(std::string{}, ledger());

  const auto placed = db().transact("resolve", [&](store::Tx& tx) {
    return payment::resolve_place(tx, base::OrderId{1}, "gdsctl kim", t::kNoon);
  });
  CPPUNIT_ASSERT(placed);
  CPPUNIT_ASSERT(ledger().starts_with("sale order 1 TX"));
}

CPPUNIT_TEST_FIXTURE(TaxOfSales, the_packages_that_were_charged_for_stay_with_the_order) {
  complete(paid_session(frozen_order(2)));

  CPPUNIT_ASSERT_EQUAL(std::string{"1 ground 2995 8000"},
                       sql("SELECT concat_ws(' ', q.order_id, m.code, m.cents, "
                           "m.packages -> 0 ->> 'weight_g') FROM shipping_quotes q "
                           "JOIN shipping_quote_methods m ON m.quote_id = q.id"));
}

}  // namespace
