#include "order/edit_tax.h"

#include "order/cancel.h"
#include "order/read.h"
#include "payment/tax_told.h"
#include "t/order/editing.h"

namespace {

using base::Money;
using store::Tx;
using t::Edits;
using t::kNoon;

CPPUNIT_TEST_FIXTURE(Edits, m10_the_ledger_of_tax_has_what_an_edit_added_and_gives_it_back) {
  const auto edit = *begin();
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 2}));
  CPPUNIT_ASSERT(shipping(edit, 1000));
  CPPUNIT_ASSERT(confirm(edit));
  const auto ledger = [&](const std::string& kind) {
    return sql(
        "SELECT string_agg(concat_ws(' ', cause, source, coalesce(position::text, '-'), "
        "amount_cents, tax_cents), ', ' ORDER BY r.id, item) FROM tax_records r JOIN "
        "tax_record_items i ON i.record_id = r.id WHERE kind = '" +
        kind + "' AND NOT (kind = 'sale' AND cause LIKE 'order%')");
  };
  CPPUNIT_ASSERT_EQUAL(std::string{"edit 1 manual 3 20000 1650, edit 1 manual - 1000 83"},
                       ledger("sale"));

  // Half of what was added, and shipping from both sales.
  CPPUNIT_ASSERT(db().transact("grant", [&](Tx& tx) {
    return order::grant(tx, kOrder, order::RefundKind::Units,
                        {{{base::OrderLineId{3}, 1}, {line(2), 2}}, Money::cents(2495), {}}, kWhy,
                        kNoon);
  }));

  CPPUNIT_ASSERT_EQUAL(std::string{"refund 1 stripe 2 -20001 -1650, refund 1 stripe - -1995 -165, "
                                   "refund 1 of edit 1 manual 3 -10000 -825, "
                                   "refund 1 of edit 1 manual - -500 -42"},
                       ledger("reversal"));
  // Stripe takes the same back, of the same two sales.
  const auto told = [&] {
    std::string out;
    for (const auto& back :
         db().snapshot("back", [](Tx& tx) { return payment::tax_back(tx, base::RefundId{1}); })) {
      out += back.edit ? "edit:" : "order:";
      for (const auto& one : back.lines)
        out +=
            " " + std::to_string(one.amount.in_cents()) + " " + std::to_string(one.tax.in_cents());
      out += " + " + std::to_string(back.shipping.in_cents()) + " " +
             std::to_string(back.shipping_tax.in_cents()) + "; ";
    }
    return out;
  };
  CPPUNIT_ASSERT_EQUAL(std::string{"edit: 10000 825 + 500 42; "}, told());
  sql("INSERT INTO outbox (kind, key, payload, due_at, created_at) VALUES "
      "('stripe.tax_transaction', 'order-1', '{}', '2026-11-22', '2026-11-22')");
  CPPUNIT_ASSERT_EQUAL(std::string{"order: 20001 1650 + 1995 165; edit: 10000 825 + 500 42; "},
                       told());
  CPPUNIT_ASSERT(
      db().transact("rest", [&](Tx& tx) { return order::cancel_rest(tx, kOrder, kWhy, kNoon); }));
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0"},
                       sql("SELECT concat_ws(' ', sum(amount_cents), sum(tax_cents)) FROM "
                           "tax_record_items"));
}

CPPUNIT_TEST_FIXTURE(Edits, what_an_edit_added_is_to_be_told_to_stripe_tax_once) {
  const auto words = [&] {
    return sql(
        "SELECT string_agg(key || payload::text, ' ') FROM outbox WHERE kind = "
        "'stripe.tax_edit'");
  };
  auto edit = *begin();
  CPPUNIT_ASSERT(cancel(edit, {line(1), 1}));
  CPPUNIT_ASSERT(confirm(edit));
  CPPUNIT_ASSERT_EQUAL(std::string{}, words());

  edit = *begin();
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 2}));
  CPPUNIT_ASSERT(confirm(edit));
  CPPUNIT_ASSERT_EQUAL(std::string{R"(edit-2{"edit": 2})"}, words());

  const auto added =
      db().snapshot("added", [&](Tx& tx) { return *payment::tax_of_edit(tx, edit); });
  CPPUNIT_ASSERT(!added.is_taxed && !added.is_exempt);
  CPPUNIT_ASSERT_EQUAL(Money::cents(1650), added.tax);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, added.lines.size());
  CPPUNIT_ASSERT_EQUAL(2, added.lines[0].units);
  CPPUNIT_ASSERT_EQUAL(Money::cents(20000), added.lines[0].amount);
}

CPPUNIT_TEST_FIXTURE(Edits, o1_the_order_as_it_was_placed_can_still_be_told) {
  const auto edit = *begin();
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 2}));
  CPPUNIT_ASSERT(shipping(edit, 1000));
  CPPUNIT_ASSERT(address(edit, moved_to("1 Elm St")));
  CPPUNIT_ASSERT(confirm(edit));

  const auto placed = db().snapshot("placed", [](Tx& tx) { return order::as_placed(tx, kOrder); });

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, placed.lines.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"500 W 2nd St"}, placed.address.line1);
  CPPUNIT_ASSERT_EQUAL(Money::cents(1995), placed.shipping);
  CPPUNIT_ASSERT_EQUAL(Money::cents(2558), placed.tax);
}

struct EditTaxes : CppUnit::TestFixture {
  static std::string text(const std::vector<order::FrozenRate>& rates, std::int64_t cents) {
    std::string out;
    for (const auto& row : order::taxes_like(rates, Money::cents(cents)))
      out += std::to_string(row.like) + " " + std::to_string(row.taxable.in_cents()) + " " +
             std::to_string(row.tax.in_cents()) + ", ";
    return out;
  }
  static order::FrozenRate rate(std::int64_t id, const std::string& percent, std::int64_t taxable,
                                std::int64_t tax, std::int64_t amount) {
    return {id, percent, Money::cents(taxable), Money::cents(tax), Money::cents(amount)};
  }
};

CPPUNIT_TEST_FIXTURE(EditTaxes, m10_each_jurisdiction_taxes_at_the_rate_that_was_frozen) {
  // New York: 4 % the state, 4.5 % the city, 0.375 % the district.
  CPPUNIT_ASSERT_EQUAL(std::string{"1 3333 133, 2 3333 150, 3 3333 12, "},
                       text({rate(1, "4", 10000, 400, 10000), rate(2, "4.5", 10000, 450, 10000),
                             rate(3, "0.375", 10000, 38, 10000)},
                            3333));
}

CPPUNIT_TEST_FIXTURE(EditTaxes, m9_who_was_exempt_stays_exempt_and_a_fee_is_not_charged_again) {
  CPPUNIT_ASSERT_EQUAL(std::string{"1 5000 0, "}, text({rate(1, "8.25", 10000, 0, 10000)}, 5000));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 0, "}, text({rate(1, "6.25", 0, 0, 10000)}, 5000));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 0, "}, text({rate(1, "0", 0, 0, 10000)}, 5000));
  CPPUNIT_ASSERT_EQUAL(std::string{}, text({rate(1, "", 0, 29, 1995)}, 5000));
}

CPPUNIT_TEST_FIXTURE(EditTaxes,
                     a_part_of_the_base_and_a_rate_that_was_not_said_are_taken_as_ratios) {
  // Half of it was taxable.
  CPPUNIT_ASSERT_EQUAL(std::string{"1 2500 206, "},
                       text({rate(1, "8.25", 5000, 413, 10000)}, 5000));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 5000 413, "}, text({rate(1, "", 10000, 825, 10000)}, 5000));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 5000 413, "},
                       text({rate(1, "8,25", 10000, 825, 10000)}, 5000));
}

}  // namespace
