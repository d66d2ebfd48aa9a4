#include "inventory/purchase.h"

#include "inventory/count.h"
#include "inventory/locations.h"
#include "t/inventory/staff.h"

namespace {

using base::Money;
using inventory::Delivery;
using inventory::Moved;
using inventory::PurchaseMove;
using inventory::PurchaseWhy;
using inventory::ReceiveWhy;
using store::Tx;
using t::kNoon;

// Five of A at $40 and two of B at $7 are ordered.
struct Buying : t::Staff {
  void setUp() override {
    Staff::setUp();
    a = t::make_variant(db(), "A");
    b = t::make_variant(db(), "B");
    id = *run([&](Tx& tx) { return inventory::draft_purchase(tx, purchase(), kNoon); });
  }
  inventory::Purchase purchase() {
    return {run([](Tx& tx) { return inventory::supplier_named(tx, "Rack Brokers"); }),
            base::LocationId{1},
            "RB-77",
            {{a, 5, Money::cents(4000)}, {b, 2, Money::cents(700)}},
            "gdsctl kim"};
  }
  void place() {
    CPPUNIT_ASSERT(run([&](Tx& tx) { return inventory::place_purchase(tx, id, kNoon); }));
  }
  auto receive(const Delivery& delivery) {
    return run([&](Tx& tx) { return inventory::receive(tx, id, delivery, kNoon); });
  }
  ReceiveWhy why_not(const Delivery& delivery) {
    return refused([&](Tx& tx) { return inventory::receive(tx, id, delivery, kNoon); }).why;
  }
  Delivery of(const std::string& note, std::vector<inventory::Arrived> lines) const {
    return {note, std::move(lines), "", "gdsctl kim"};
  }
  std::string state() { return sql("SELECT state FROM purchase_orders"); }
  std::string incoming() { return sql("SELECT incoming(1) || ' ' || incoming(2)"); }
  std::string stock() {
    return sql("SELECT string_agg(on_hand::text, ' ' ORDER BY variant_id) FROM stock_items");
  }

  base::VariantId a{0};
  base::VariantId b{0};
  base::PurchaseOrderId id{0};
};

CPPUNIT_TEST_FIXTURE(Buying, s11_what_is_on_order_is_shown_and_never_available) {
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0"}, incoming());
  place();

  CPPUNIT_ASSERT_EQUAL(std::string{"5 2"}, incoming());
  CPPUNIT_ASSERT_EQUAL(0, run([&](Tx& tx) { return inventory::available(tx, a, kNoon); }));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM stock_movements"));
}

CPPUNIT_TEST_FIXTURE(Buying, a_delivery_may_bring_a_part_and_the_state_follows) {
  place();

  CPPUNIT_ASSERT(receive(of("N1", {{a, 3}})));
  CPPUNIT_ASSERT_EQUAL(std::string{"partly_received"}, state());
  CPPUNIT_ASSERT_EQUAL(std::string{"2 2"}, incoming());
  CPPUNIT_ASSERT_EQUAL(3, run([&](Tx& tx) { return inventory::available(tx, a, kNoon); }));
  CPPUNIT_ASSERT(receive(of("N2", {{b, 2}, {a, 2}})));

  CPPUNIT_ASSERT_EQUAL(std::string{"received"}, state());
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0"}, incoming());
  CPPUNIT_ASSERT_EQUAL(std::string{"5 2"}, stock());
  CPPUNIT_ASSERT_EQUAL(
      std::string{"received 3 receipt 1, received 2 receipt 2, received 2 receipt 2"},
      sql("SELECT string_agg(concat_ws(' ', kind, on_hand_delta, cause), ', ' ORDER BY id) "
          "FROM stock_movements"));
}

CPPUNIT_TEST_FIXTURE(Buying, s9_a_delivery_note_typed_in_twice_counts_once) {
  place();
  CPPUNIT_ASSERT(*receive(of("N1", {{a, 5}, {b, 2}})) == Moved::Now);

  CPPUNIT_ASSERT(*receive(of("N1", {{a, 5}, {b, 2}})) == Moved::Before);

  CPPUNIT_ASSERT_EQUAL(std::string{"5 2"}, stock());
}

CPPUNIT_TEST_FIXTURE(Buying, more_than_was_ordered_needs_a_reason) {
  place();
  CPPUNIT_ASSERT(why_not(of("N1", {{b, 1}, {a, 6}})) == ReceiveWhy::MoreThanOrdered);
  auto over = of("N1", {{b, 1}, {a, 6}});
  over.over_reason = "one on the house";

  CPPUNIT_ASSERT(receive(over));

  CPPUNIT_ASSERT_EQUAL(std::string{"6 1"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"one on the house|"},
                       sql("SELECT string_agg(over_reason, '|' ORDER BY id) FROM "
                           "purchase_order_lines"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0 1"}, incoming());
  CPPUNIT_ASSERT_THROW(sql("UPDATE purchase_order_lines SET received_units = 9 WHERE id = 2"),
                       store::DbError);
}

CPPUNIT_TEST_FIXTURE(Buying, what_was_not_ordered_is_not_received) {
  const auto c = t::make_variant(db(), "C");
  CPPUNIT_ASSERT(why_not(of("N1", {{a, 1}})) == ReceiveWhy::NotOrdered);  // a draft
  place();
  CPPUNIT_ASSERT(why_not(of("N1", {{c, 1}})) == ReceiveWhy::NotOnOrder);
  CPPUNIT_ASSERT(why_not(of("N1", {{a, 1}, {a, 1}})) == ReceiveWhy::NotOnOrder);
  CPPUNIT_ASSERT(
      refused([&](Tx& tx) {
        return inventory::receive(tx, base::PurchaseOrderId{9}, of("N1", {{a, 1}}), kNoon);
      }).why == ReceiveWhy::NoSuchOrder);
  CPPUNIT_ASSERT(run([&](Tx& tx) { return inventory::cancel_purchase(tx, id, kNoon); }));
  CPPUNIT_ASSERT(why_not(of("N1", {{a, 1}})) == ReceiveWhy::NotOrdered);
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0"}, incoming());
}

CPPUNIT_TEST_FIXTURE(Buying, a_purchase_order_makes_listed_moves_only) {
  const auto why = [&](auto move) { return refused([&](Tx& tx) { return move(tx, id, kNoon); }); };
  place();
  CPPUNIT_ASSERT(why(inventory::place_purchase) == PurchaseMove::NotNow);
  CPPUNIT_ASSERT_THROW(sql("UPDATE purchase_orders SET state = 'draft'"), store::DbError);
  CPPUNIT_ASSERT_THROW(sql("INSERT INTO purchase_order_lines (purchase_order_id, position, "
                           "variant_id, units, unit_cost_cents) VALUES (1, 3, 1, 1, 1)"),
                       store::DbError);
  CPPUNIT_ASSERT(receive(of("N1", {{a, 1}})));
  CPPUNIT_ASSERT(run([&](Tx& tx) { return inventory::cancel_purchase(tx, id, kNoon); }));
  CPPUNIT_ASSERT(why(inventory::cancel_purchase) == PurchaseMove::NotNow);
  CPPUNIT_ASSERT(refused([&](Tx& tx) {
                   return inventory::place_purchase(tx, base::PurchaseOrderId{9}, kNoon);
                 }) == PurchaseMove::NoSuchOrder);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0"}, stock());
}

CPPUNIT_TEST_FIXTURE(Buying, bundles_and_what_another_place_sells_are_not_ordered) {
  const auto bundle = t::make_bundle(db(), "SET", {{a, 1}});
  const auto shop = *run([](Tx& tx) {
    return inventory::add_location(tx, "shop", "Shop", inventory::Purpose::Sells);
  });
  auto wanted = purchase();
  const auto why = [&] {
    return refused([&](Tx& tx) { return inventory::draft_purchase(tx, wanted, kNoon); }).why;
  };

  wanted.lines.push_back({bundle, 1, Money{}});
  CPPUNIT_ASSERT(why() == PurchaseWhy::Bundle);
  wanted.lines.back().variant = b;
  CPPUNIT_ASSERT(why() == PurchaseWhy::Twice);
  wanted.lines.pop_back();
  wanted.location = shop;
  CPPUNIT_ASSERT(why() == PurchaseWhy::SoldElsewhere);
}

CPPUNIT_TEST_FIXTURE(Buying, m2_the_mean_unit_cost_is_rounded_once_half_up) {
  const auto cost = [&] { return run([&](Tx& tx) { return inventory::unit_cost(tx, a); }); };
  CPPUNIT_ASSERT(!cost());
  place();
  CPPUNIT_ASSERT(receive(of("N1", {{a, 1}})));
  CPPUNIT_ASSERT(receive(of("N2", {{a, 1, Money::cents(4001)}})));

  CPPUNIT_ASSERT_EQUAL(Money::cents(4001), cost()->average);  // 4000.5
  CPPUNIT_ASSERT_EQUAL(Money::cents(4001), cost()->last);
  CPPUNIT_ASSERT(receive(of("N3", {{a, 3, Money::cents(10)}})));
  CPPUNIT_ASSERT_EQUAL(Money::cents(1606), cost()->average);  // 8031 / 5 = 1606.2
  CPPUNIT_ASSERT_EQUAL(Money::cents(10), cost()->last);
}

CPPUNIT_TEST_FIXTURE(Buying, s11_a_threshold_counts_what_is_on_its_way) {
  sql("UPDATE stock_items SET reorder_threshold = 4 WHERE variant_id = 1");
  const auto low = [&] {
    std::string all;
    for (const auto& l : run([](Tx& tx) { return inventory::below_threshold(tx); }))
      all += l.sku + " " + std::to_string(l.on_hand) + " " + std::to_string(l.incoming) + " " +
             std::to_string(l.threshold) + ";";
    return all;
  };
  CPPUNIT_ASSERT_EQUAL(std::string{"A-U 0 0 4;"}, low());
  place();
  CPPUNIT_ASSERT_EQUAL(std::string{}, low());
  CPPUNIT_ASSERT(receive(of("N1", {{a, 4}})));
  CPPUNIT_ASSERT_EQUAL(std::string{}, low());
  CPPUNIT_ASSERT(run([&](Tx& tx) { return inventory::cancel_purchase(tx, id, kNoon); }));
  CPPUNIT_ASSERT_EQUAL(std::string{"A-U 4 0 4;"}, low());
}

CPPUNIT_TEST_FIXTURE(Buying, receiving_brings_serials_and_fails_at_any_statement_without_a_trace) {
  place();
  run([&](Tx& tx) {
    inventory::set_serials(tx, a, inventory::Serials::Required);
    return true;
  });
  CPPUNIT_ASSERT(why_not(of("N1", {{b, 1}, {a, 2, {}, {"S1"}}})) == ReceiveWhy::SerialsMissing);
  CPPUNIT_ASSERT(why_not(of("N1", {{a, 2, {}, {"S1", "s1"}}})) == ReceiveWhy::Serial);
  const auto delivery = of("N1", {{b, 1}, {a, 2, {}, {"S1", "S2"}}});

  // Lock, seen, lines, receipt, its lines, movements, the line of the serials, serials, commit.
  CPPUNIT_ASSERT_EQUAL(
      9, fails_everywhere([&](Tx& tx) { return inventory::receive(tx, id, delivery, kNoon); }));

  CPPUNIT_ASSERT_EQUAL(std::string{"2 1"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"S1 in_stock A-U, S2 in_stock A-U"},
                       sql("SELECT string_agg(concat_ws(' ', s.serial, s.state, v.sku), ', ' "
                           "ORDER BY s.id) FROM serials s "
                           "JOIN receipt_lines r ON r.id = s.receipt_line_id "
                           "JOIN purchase_order_lines l ON l.id = r.purchase_order_line_id "
                           "JOIN variants v ON v.id = l.variant_id"));
}

CPPUNIT_TEST_FIXTURE(Buying, drafting_fails_at_any_statement_without_a_trace) {
  const auto c = t::make_variant(db(), "C");
  auto wanted = purchase();
  wanted.lines.push_back({c, 1, Money{}});
  // Rows of A and B are there, that of C is made; order, lines, commit.
  CPPUNIT_ASSERT_EQUAL(
      7, fails_everywhere([&](Tx& tx) { return inventory::draft_purchase(tx, wanted, kNoon); }));
  CPPUNIT_ASSERT_EQUAL(
      3, fails_everywhere([&](Tx& tx) { return inventory::place_purchase(tx, id, kNoon); }));
  const auto all = run([](Tx& tx) { return inventory::purchases(tx, "", 10); });
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, all.size());
  CPPUNIT_ASSERT_EQUAL(Money::cents(21400), all[1].cost);
  CPPUNIT_ASSERT_EQUAL(std::string{"Rack Brokers"}, all[1].supplier);
}

}  // namespace
