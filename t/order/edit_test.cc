#include "order/edit.h"

#include "payment/offline.h"
#include "t/order/editing.h"

namespace {

using base::Money;
using order::EditWhy;
using store::Tx;
using t::Edits;
using t::kNoon;

CPPUNIT_TEST_FIXTURE(Edits, m7_added_units_raise_the_amounts_by_a_recorded_step) {
  const auto edit = *begin();
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 2}));
  const auto shown = *preview(edit);
  CPPUNIT_ASSERT_EQUAL(Money::cents(33553), shown.before.total());
  CPPUNIT_ASSERT_EQUAL(Money::cents(33553 + 20000 + 1650), shown.after.total());
  CPPUNIT_ASSERT_EQUAL(Money::cents(21650), shown.balance);

  CPPUNIT_ASSERT(confirm(edit));

  CPPUNIT_ASSERT_EQUAL(std::string{"50001 1001 1995 4208 55203 55203"}, amounts());
  CPPUNIT_ASSERT_EQUAL(std::string{"placed 55203 33553 partial"}, standing());
  CPPUNIT_ASSERT_EQUAL(std::string{"20 7, 20 4"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 CABLE 2 10000 20000 0 1650 1"},
                       sql("SELECT concat_ws(' ', l.position, p.mpn, units, unit_price_cents, "
                           "total_cents, discount_cents, tax_cents, edit_id) FROM order_lines l "
                           "JOIN variants v ON v.id = variant_id JOIN products p ON p.id = "
                           "v.product_id WHERE edit_id IS NOT NULL"));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 US-TX 8.25 20000 1650"},
                       sql("SELECT concat_ws(' ', position, jurisdiction, rate_percent, "
                           "taxable_cents, tax_cents) FROM order_taxes WHERE edit_id = 1"));
  CPPUNIT_ASSERT_EQUAL(std::string{"confirmed 30001 50001 2558 4208"},
                       sql("SELECT concat_ws(' ', state, subtotal_cents_before, "
                           "subtotal_cents_after, tax_cents_before, tax_cents_after) FROM "
                           "order_edits"));
  CPPUNIT_ASSERT_EQUAL(std::string{"total $335.53, now $552.03: because"},
                       sql("SELECT reason FROM order_events WHERE what = 'order changed'"));
}

CPPUNIT_TEST_FIXTURE(Edits, m8_a_price_of_staff_has_a_reason_and_stands_in_place_of_the_days) {
  const auto edit = *begin();
  refused(EditWhy::NoReason, [&] { return add(edit, {cable_variant(), 1, Money::cents(5001)}); });
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 1, Money::cents(5001), "loyal"}));

  const auto shown = *confirm(edit);

  CPPUNIT_ASSERT_EQUAL(Money::cents(10000), shown.added.at(0).list_price);
  // 8.25 % of 50.01 is 4.1258.
  CPPUNIT_ASSERT_EQUAL(std::to_string(5001 + 413), balance());
  CPPUNIT_ASSERT_EQUAL(std::string{"loyal"}, sql("SELECT reason FROM order_edit_lines"));
}

CPPUNIT_TEST_FIXTURE(Edits, r2_25_of_a_swap_only_the_difference_is_asked) {
  const auto edit = *begin();
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 1}));
  CPPUNIT_ASSERT(cancel(edit, {line(1), 2}));

  const auto shown = *confirm(edit);

  // Two thirds of $89.99 and of $7.43 go back, $100.00 and $8.25 come.
  CPPUNIT_ASSERT_EQUAL(Money::cents(5999 + 495), shown.given.total());
  CPPUNIT_ASSERT_EQUAL(std::to_string(10825 - 6494), balance());
  CPPUNIT_ASSERT_EQUAL(shown.balance, Money::cents(10825 - 6494));
  CPPUNIT_ASSERT_EQUAL(std::string{"20 5, 20 3"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"edit 1 6494"},
                       sql("SELECT concat_ws(' ', kind, edit_id, total_cents) FROM refunds"));
}

CPPUNIT_TEST_FIXTURE(Edits, r2_25_an_edit_that_only_takes_away_is_owed_to_the_customer) {
  const auto edit = *begin();
  CPPUNIT_ASSERT(cancel(edit, {line(2), 1}));
  CPPUNIT_ASSERT(shipping(edit, -995));

  CPPUNIT_ASSERT(confirm(edit));

  CPPUNIT_ASSERT_EQUAL(std::string{"30001 1001 1995 2558 33553 33553"}, amounts());
  // Shipping of 9.95 takes its part of 1.65 along.
  CPPUNIT_ASSERT_EQUAL(std::to_string(-(10001 + 825 + 995 + 82)), balance());
  CPPUNIT_ASSERT_EQUAL(std::string{"20 5, 20 1"}, stock());
}

CPPUNIT_TEST_FIXTURE(Edits, more_shipping_is_taxed_as_shipping_was) {
  const auto edit = *begin();
  CPPUNIT_ASSERT(shipping(edit, 1000));

  CPPUNIT_ASSERT(confirm(edit));

  CPPUNIT_ASSERT_EQUAL(std::string{"30001 1001 2995 2641 34636 34636"}, amounts());
  CPPUNIT_ASSERT_EQUAL(std::string{"1083"}, balance());
  CPPUNIT_ASSERT_EQUAL(std::string{"none 1000 83"},
                       sql("SELECT concat_ws(' ', coalesce(position::text, 'none'), taxable_cents, "
                           "tax_cents) FROM order_taxes WHERE edit_id = 1"));
}

CPPUNIT_TEST_FIXTURE(Edits, o1_the_address_changes_by_an_edit_alone_which_keeps_the_old_one) {
  const auto edit = *begin();
  refused(EditWhy::OtherState, [&] { return address(edit, moved_to("1 Elm St", "OK")); });
  refused(EditWhy::BadAddress, [&] { return address(edit, moved_to("")); });
  CPPUNIT_ASSERT(address(edit, moved_to("1 Elm St")));
  CPPUNIT_ASSERT_EQUAL(std::string{"500 W 2nd St"}, sql("SELECT line1 FROM order_addresses"));

  CPPUNIT_ASSERT(confirm(edit));

  CPPUNIT_ASSERT_EQUAL(std::string{"1 Elm St 78702"},
                       sql("SELECT concat_ws(' ', line1, zip) FROM order_addresses"));
  CPPUNIT_ASSERT_EQUAL(std::string{"before 500 W 2nd St, wanted 1 Elm St"},
                       sql("SELECT string_agg(side || ' ' || line1, ', ' ORDER BY side) FROM "
                           "order_edit_addresses"));
  CPPUNIT_ASSERT_EQUAL(std::string{"30001 1001 1995 2558 33553 33553"}, amounts());
  CPPUNIT_ASSERT_EQUAL(std::string{"staff"},
                       sql("SELECT actor FROM order_events WHERE what = 'address changed'"));
  CPPUNIT_ASSERT_THROW(sql("UPDATE order_addresses SET line1 = '2 Oak St'"), store::DbError);
  CPPUNIT_ASSERT_THROW(sql("UPDATE order_edit_addresses SET line1 = '2 Oak St'"), store::DbError);
}

CPPUNIT_TEST_FIXTURE(Edits, a_preview_changes_nothing_and_only_what_it_showed_is_confirmed) {
  const auto edit = *begin();
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 1}));
  const auto before = everything();
  const auto seen = preview(edit)->fingerprint;
  CPPUNIT_ASSERT_EQUAL(before, everything());
  const auto outdated = [&] {
    refused(EditWhy::Outdated, [&] { return confirm(db(), edit, seen); });
  };

  sql("UPDATE variants SET base_price_cents = 9000 WHERE id = " +
      std::to_string(cable_variant().raw()));
  outdated();
  sql("UPDATE variants SET base_price_cents = 10000 WHERE id = " +
      std::to_string(cable_variant().raw()));
  CPPUNIT_ASSERT_EQUAL(seen, preview(edit)->fingerprint);
  CPPUNIT_ASSERT(cancel(edit, {line(1), 1}));
  outdated();
  CPPUNIT_ASSERT(cancel(edit, {line(1), 0}));
  CPPUNIT_ASSERT_EQUAL(seen, preview(edit)->fingerprint);
  CPPUNIT_ASSERT(db().transact("wire", [&](Tx& tx) {
    return payment::record_offline(tx, kOrder, {payment::Offline::Wire, Money::cents(10825), "w1"},
                                   "staff", kNoon);
  }));
  outdated();
  CPPUNIT_ASSERT(confirm(edit));
  CPPUNIT_ASSERT_EQUAL(std::string{"placed 44378 44378 full"}, standing());
}

CPPUNIT_TEST_FIXTURE(Edits, r2_25_one_edit_of_an_order_is_open_at_a_time) {
  const auto first = *begin();
  refused(EditWhy::OneIsOpen, [&] { return begin(); });
  CPPUNIT_ASSERT_THROW(sql("INSERT INTO order_edits (order_id, state, actor, opened_at) VALUES (1, "
                           "'open', 'x', now())"),
                       store::DbError);
  CPPUNIT_ASSERT(begin(place()));
  CPPUNIT_ASSERT(abandon(first));
  CPPUNIT_ASSERT(begin());
}

CPPUNIT_TEST_FIXTURE(Edits, an_abandoned_edit_has_changed_nothing_but_itself) {
  const auto before = amounts() + standing() + stock() + units();
  const auto edit = *begin();
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 1}));
  CPPUNIT_ASSERT(cancel(edit, {line(1), 1}));
  const auto seen = preview(edit)->fingerprint;

  CPPUNIT_ASSERT(abandon(edit));

  CPPUNIT_ASSERT_EQUAL(before, amounts() + standing() + stock() + units());
  refused(EditWhy::NoOpenEdit, [&] { return confirm(db(), edit, seen); });
  refused(EditWhy::NoOpenEdit, [&] { return abandon(edit); });
  refused(EditWhy::NoOpenEdit, [&] { return add(edit, {cable_variant(), 2}); });
  CPPUNIT_ASSERT_THROW(sql("DELETE FROM order_edit_lines"), store::DbError);
}

CPPUNIT_TEST_FIXTURE(Edits, what_an_order_cannot_take_is_refused) {
  refused(EditWhy::NoSuchOrder, [&] { return begin(base::OrderId{77}); });
  const auto edit = *begin();
  const auto preview_why = [&] {
    const auto shown = preview(edit);
    CPPUNIT_ASSERT(!shown);
    return shown.why();
  };
  CPPUNIT_ASSERT(preview_why() == EditWhy::Nothing);
  refused(EditWhy::BadUnits, [&] { return add(edit, {cable_variant(), 1000}); });
  refused(EditWhy::BadUnits, [&] { return add(edit, {cable_variant(), -1}); });
  refused(EditWhy::MoreUnits, [&] { return cancel(edit, {line(1), 4}); });
  refused(EditWhy::MoreUnits, [&] { return cancel(edit, {base::OrderLineId{9}, 1}); });
  const auto archived = t::make_variant(db(), "OLD");
  t::make_stock(db(), archived, 5);
  sql("UPDATE variants SET state = 'archived' WHERE id = " + std::to_string(archived.raw()));
  refused(EditWhy::NotForSale, [&] { return add(edit, {archived, 1}); });
  refused(EditWhy::BySupplier, [&] { return add(edit, {t::make_variant(db(), "FAR"), 1}); });

  CPPUNIT_ASSERT(cancel(edit, {line(1), 3}));
  CPPUNIT_ASSERT(cancel(edit, {line(2), 2}));
  CPPUNIT_ASSERT(preview_why() == EditWhy::NothingLeft);
  CPPUNIT_ASSERT(cancel(edit, {line(2), 1}));
  CPPUNIT_ASSERT(shipping(edit, -1996));
  CPPUNIT_ASSERT(preview_why() == EditWhy::MoreShipping);
  CPPUNIT_ASSERT(shipping(edit, 0));
  ship({{line(1), 3}});
  CPPUNIT_ASSERT(preview_why() == EditWhy::MoreUnits);
  ship({{line(2), 2}});
  CPPUNIT_ASSERT(preview_why() == EditWhy::NotOpen);
  CPPUNIT_ASSERT(abandon(edit));
  refused(EditWhy::NotOpen, [&] { return begin(); });
}

CPPUNIT_TEST_FIXTURE(Edits, a_gift_card_is_an_order_of_its_own) {
  const auto card = t::make_variant(db(), "CARD");
  t::make_stock(db(), card, 5);
  const auto edit = *begin();
  sql("ALTER TABLE products DROP CONSTRAINT products_kind_check; UPDATE products SET kind = "
      "'gift_card' WHERE mpn = 'CARD'");

  refused(EditWhy::GiftCard, [&] { return add(edit, {card, 1}); });
}

CPPUNIT_TEST_FIXTURE(Edits, s1_what_stock_lacks_is_said_and_not_confirmed) {
  const auto edit = *begin();
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 18}));
  CPPUNIT_ASSERT(preview(edit)->lacking.empty());
  t::make_hold(db(), t::make_cart(db(), "rival"), base::StockItemId{2}, 3, t::minutes_later(10));
  const auto shown = *preview(edit);

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shown.lacking.size());
  CPPUNIT_ASSERT_EQUAL(18, shown.lacking[0].needed);
  CPPUNIT_ASSERT_EQUAL(15, shown.lacking[0].available);
  refused(EditWhy::SoldOut, [&] { return confirm(db(), edit, shown.fingerprint); });
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 15}));
  CPPUNIT_ASSERT(confirm(edit));
  CPPUNIT_ASSERT_EQUAL(std::string{"20 7, 20 17"}, stock());
}

CPPUNIT_TEST_FIXTURE(Edits, s9_what_an_edit_cancels_is_there_for_what_it_adds) {
  // All cables are gone but the two of the bundles that are cancelled.
  sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, reason, actor, at) VALUES "
      "(2, 'adjusted', -18, 'lost', 'test', '2026-11-22')");
  const auto edit = *begin();
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 2}));
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, preview(edit)->lacking.size());
  CPPUNIT_ASSERT(cancel(edit, {line(2), 2}));

  CPPUNIT_ASSERT(confirm(edit));

  CPPUNIT_ASSERT_EQUAL(std::string{"20 3, 2 2"}, stock());
}

CPPUNIT_TEST_FIXTURE(Edits, on_net_terms_an_edit_keeps_to_the_limit_of_the_company) {
  sql("INSERT INTO companies (name, terms, credit_limit_cents, created_at) "
      "VALUES ('Lee Labs', 'net_30', 10825, '2026-11-22'); UPDATE orders "
      "SET company_id = 1, terms = 'net_30'");
  const auto edit = *begin();
  CPPUNIT_ASSERT(add(edit, {cable_variant(), 2}));
  refused(EditWhy::OverLimit, [&] { return confirm(edit); });

  CPPUNIT_ASSERT(add(edit, {cable_variant(), 1}));

  CPPUNIT_ASSERT(confirm(edit));
}

CPPUNIT_TEST_FIXTURE(Edits, o8_a_line_that_was_added_leaves_comes_back_and_is_given_back) {
  const auto edit = *begin();
  CPPUNIT_ASSERT(add(edit, {bundle_variant(), 3}));
  ship({{line(1), 1}});
  CPPUNIT_ASSERT(confirm(edit));
  CPPUNIT_ASSERT_EQUAL(std::string{"19 12, 20 5"}, stock());

  ship(db().snapshot("left", [](Tx& tx) { return order::unpacked(tx, kOrder); }));

  CPPUNIT_ASSERT_EQUAL(std::string{"7 0, 15 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"shipped"}, sql("SELECT state FROM orders"));
  CPPUNIT_ASSERT(db().transact("grant", [&](Tx& tx) {
    return order::grant(tx, kOrder, order::RefundKind::Units, {{{base::OrderLineId{3}, 3}}, {}, {}},
                        kWhy, kNoon);
  }));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, balance());
}

// Any sequence of edits and of what else happens to the order: what is due is what the order comes
// to, less what was given back, less what was paid (2.25), and every preview told the truth.

}  // namespace
