#include "order/cancel.h"
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

// Colorado's and Minnesota's fee is no share of anything; Stripe says of it what it likes.
CPPUNIT_TEST_FIXTURE(TaxOfSales,
                     shipping_tax_9_12_a_fee_per_delivery_fits_the_total_and_goes_back) {
  const auto cart = ready_cart(1);
  const auto later = t::minutes_later(1);
  const auto fee = base::Money::cents(29);
  db().transact("quote", [&](store::Tx& tx) {
    const auto draft = payment::draft(tx, cart, later);
    const auto goods = base::Money::cents(3713);
    const auto shipping = base::Money::cents(165);
    payment::NewQuote quote{"taxcalc_fee",
                            payment::fingerprint(draft, terms.ship_from),
                            goods + shipping + fee,
                            later + std::chrono::hours{24},
                            {}};
    quote.taxes = {
        {0, variant, "US-CO", "8.25", draft.priced.goods(), goods, "standard_rated"},
        {1, std::nullopt, "US-CO", "8.25", draft.shipping_charged(), shipping, "standard_rated"},
        {2, std::nullopt, "US-CO", "0", draft.priced.total(), fee, "standard_rated", "Colorado",
         "state", "retail_delivery_fee", ""}};
    payment::keep_quote(tx, cart, quote, later);
    return base::Done{};
  });
  CPPUNIT_ASSERT(freeze(cart, total(1) + fee, later));
  complete(paid_session(sql("SELECT public_id FROM orders")), later);
  CPPUNIT_ASSERT_EQUAL(std::string{"sale order 1 TX 78701 1 45000 45000 3713, "
                                   "sale order 1 TX 78701 1995 1995 194"},
                       ledger());

  CPPUNIT_ASSERT(db().transact("cancel", [&](store::Tx& tx) {
    return order::cancel_rest(tx, base::OrderId{1}, {"test", ""}, later);
  }));

  CPPUNIT_ASSERT_EQUAL(std::string{"0 0"},
                       sql("SELECT (SELECT sum(tax_cents) FROM tax_record_items) || ' ' || "
                           "(SELECT sum(tax_cents) FROM tax_record_parts)"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, db().snapshot("faults", tax::faults).size());
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
