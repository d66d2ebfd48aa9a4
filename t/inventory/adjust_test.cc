#include "inventory/count.h"
#include "t/inventory/staff.h"

namespace {

using inventory::Adjustment;
using inventory::AdjustWhy;
using inventory::Force;
using inventory::Moved;
using store::Tx;
using t::kNoon;

// Seven on hand, three of them allocated.
struct Adjusting : t::Staff {
  void setUp() override {
    Staff::setUp();
    variant = t::make_variant(db(), "A");
    item = t::make_stock(db(), variant, 7);
    const auto order = t::make_order(db(), t::make_cart(db(), "one"), {{variant, item, 3}});
    CPPUNIT_ASSERT(run([&](Tx& tx) {
      return inventory::allocate_free(tx, order, {{item, 3}}, "test", kNoon);
    }));
  }
  Adjustment by(int delta, Force force = Force::No) const {
    return {item, delta, "water in the cellar", "gdsctl kim", force, std::nullopt};
  }
  std::string counts() { return sql("SELECT on_hand || ' ' || allocated FROM stock_items"); }

  base::VariantId variant{0};
  base::StockItemId item{0};
};

CPPUNIT_TEST_FIXTURE(Adjusting, s3_an_adjustment_is_a_movement_with_reason_and_actor) {
  CPPUNIT_ASSERT(run([&](Tx& tx) { return inventory::adjust(tx, by(-4), kNoon); }));

  CPPUNIT_ASSERT_EQUAL(std::string{"3 3"}, counts());
  CPPUNIT_ASSERT_EQUAL(std::string{"adjusted -4 f water in the cellar gdsctl kim"},
                       sql("SELECT concat_ws(' ', kind, on_hand_delta, forced, reason, actor) "
                           "FROM stock_movements ORDER BY id DESC LIMIT 1"));
}

CPPUNIT_TEST_FIXTURE(Adjusting, s2_s8_staff_take_nothing_that_is_allocated_unless_forced) {
  const auto refused = this->refused([&](Tx& tx) { return inventory::adjust(tx, by(-5), kNoon); });
  CPPUNIT_ASSERT(refused.why == AdjustWhy::BelowAllocated);
  CPPUNIT_ASSERT_EQUAL(7, refused.on_hand);
  CPPUNIT_ASSERT_EQUAL(3, refused.allocated);
  CPPUNIT_ASSERT(
      this->refused([&](Tx& tx) { return inventory::adjust(tx, by(-8, Force::Yes), kNoon); }).why ==
      AdjustWhy::BelowNothing);

  CPPUNIT_ASSERT(run([&](Tx& tx) { return inventory::adjust(tx, by(-5, Force::Yes), kNoon); }));

  // Invariant S2: oversold shows as allocated > on hand.
  CPPUNIT_ASSERT_EQUAL(std::string{"2 3"}, counts());
  CPPUNIT_ASSERT_EQUAL(std::string{"t"},
                       sql("SELECT forced FROM stock_movements ORDER BY id DESC LIMIT 1"));
  CPPUNIT_ASSERT(run([&](Tx& tx) { return inventory::adjust(tx, by(1), kNoon); }));  // up is well
}

CPPUNIT_TEST_FIXTURE(Adjusting, s8_the_database_refuses_it_from_anybody) {
  for (const auto* kind : {"counted", "adjusted"})
    CPPUNIT_ASSERT_THROW(
        sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, reason, actor, at) "
            "VALUES (1, '" +
            std::string{kind} + "', -5, 'gone', 'test', '2026-11-22')"),
        store::DbError);
  CPPUNIT_ASSERT_THROW(  // without a reason nothing is forced
      sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, forced, actor, at) "
          "VALUES (1, 'counted', -5, true, 'test', '2026-11-22')"),
      store::DbError);
  CPPUNIT_ASSERT_EQUAL(std::string{"7 3"}, counts());
}

CPPUNIT_TEST_FIXTURE(Adjusting, s9_the_same_cause_adjusts_once) {
  auto once = by(-1);
  once.cause = "scan 12";
  const auto adjust = [&] {
    return *run([&](Tx& tx) { return inventory::adjust(tx, once, kNoon); });
  };

  CPPUNIT_ASSERT(adjust() == Moved::Now);
  CPPUNIT_ASSERT(adjust() == Moved::Before);

  CPPUNIT_ASSERT_EQUAL(std::string{"6 3"}, counts());
}

CPPUNIT_TEST_FIXTURE(Adjusting, an_adjustment_failing_at_any_statement_leaves_no_trace) {
  // Lock, shelf, movement, commit.
  CPPUNIT_ASSERT_EQUAL(
      4, fails_everywhere([&](Tx& tx) { return inventory::adjust(tx, by(-1), kNoon); }));
}

CPPUNIT_TEST_FIXTURE(Adjusting, s1_the_buffer_is_not_available_and_pages_follow) {
  sql("DELETE FROM page_changes");

  CPPUNIT_ASSERT_EQUAL(1, fails_everywhere([&](Tx& tx) {
                            inventory::set_buffer(tx, item, 2);
                            return true;
                          }) - 1);

  CPPUNIT_ASSERT_EQUAL(2, run([&](Tx& tx) { return inventory::available(tx, variant, kNoon); }));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"},
                       sql("SELECT count(*) FROM page_changes WHERE kind = 'product'"));
}

}  // namespace
