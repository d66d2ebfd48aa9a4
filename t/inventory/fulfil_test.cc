#include "inventory/fulfil.h"

#include <algorithm>

#include "t/race/crowd.h"
#include "t/rows.h"

namespace {

using base::StockItemId;
using inventory::Cause;
using inventory::Demand;
using inventory::Moved;
using store::Tx;
using t::kNoon;

const store::Query<base::OrderId(base::OrderId)> kLockOrder{"fulfil_test.lock", R"sql(
    SELECT id FROM orders WHERE id = $1 FOR UPDATE)sql"};

// Two items with five units each; an order that has two of each allocated.
struct Fulfil : t::OwnDatabase {
  template <class Work>
  auto run(Work&& work) {
    return db().transact("test", std::forward<Work>(work));
  }
  void setUp() override {
    OwnDatabase::setUp();
    const auto v = t::make_variant(db(), "A");
    const auto w = t::make_variant(db(), "B");
    a = t::make_stock(db(), v, 5);
    b = t::make_stock(db(), w, 5);
    order = t::make_order(db(), t::make_cart(db(), "one"), {{v, a, 2}, {w, b, 2}});
    CPPUNIT_ASSERT(run([&](Tx& tx) {
      return inventory::allocate_free(tx, order, {{a, 2}, {b, 2}}, "test", kNoon);
    }));
  }
  void tearDown() override {
    CPPUNIT_ASSERT_EQUAL(std::string{}, t::stock_faults(db()));  // S3
    OwnDatabase::tearDown();
  }
  Cause cause(const std::string& what) const { return {order, what, "test"}; }
  // on_hand and allocated of both.
  std::string counts() {
    return sql("SELECT string_agg(on_hand || ' ' || allocated, ', ' ORDER BY id) FROM stock_items");
  }

  StockItemId a{0};
  StockItemId b{0};
  base::OrderId order{0};
};

CPPUNIT_TEST_FIXTURE(Fulfil, s4_units_on_hand_fall_when_they_leave_and_once_a_cause) {
  CPPUNIT_ASSERT_EQUAL(std::string{"5 2, 5 2"}, counts());
  const auto ship = [&](const std::string& what) {
    return run([&](Tx& tx) {
      return inventory::ship(tx, {{b, 1}, {a, 1}, {b, 1}}, cause(what), kNoon);
    });
  };

  CPPUNIT_ASSERT(*ship("fulfilment 1") == Moved::Now);

  CPPUNIT_ASSERT_EQUAL(std::string{"4 1, 3 0"}, counts());
  CPPUNIT_ASSERT(*ship("fulfilment 1") == Moved::Before);
  CPPUNIT_ASSERT_EQUAL(std::string{"4 1, 3 0"}, counts());
  CPPUNIT_ASSERT_THROW(std::ignore = ship("fulfilment 2"), store::DbError);  // not allocated
  CPPUNIT_ASSERT_EQUAL(std::string{"4 1, 3 0"}, counts());
}

CPPUNIT_TEST_FIXTURE(Fulfil, what_is_not_on_hand_does_not_leave) {
  sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, forced, reason, actor, at) "
      "VALUES (2, 'adjusted', -4, true, 'fell down', 'test', '2026-11-22')");

  const auto shipped = run([&](Tx& tx) {
    return inventory::ship(tx, {{a, 1}, {b, 2}}, cause("fulfilment 1"), kNoon);
  });

  CPPUNIT_ASSERT(!shipped);
  CPPUNIT_ASSERT_EQUAL(b, shipped.why().item);
  CPPUNIT_ASSERT_EQUAL(1, shipped.why().on_hand);
  CPPUNIT_ASSERT_EQUAL(std::string{"5 2, 1 2"}, counts());
}

CPPUNIT_TEST_FIXTURE(Fulfil, s9_release_and_return_have_their_effect_once) {
  for (int i = 0; i < 2; ++i) {
    run([&](Tx& tx) {
      return inventory::release_allocated(tx, {{a, 1}}, cause("refund 1"), kNoon);
    });
    CPPUNIT_ASSERT(run([&](Tx& tx) {
      return inventory::ship(tx, {{a, 1}}, cause("fulfilment 1"), kNoon);
    }));
    run([&](Tx& tx) { return inventory::take_back(tx, {{a, 1}}, cause("return 1"), kNoon); });
    CPPUNIT_ASSERT_EQUAL(std::string{"5 0, 5 2"}, counts());
  }
  CPPUNIT_ASSERT_THROW(
      run([&](Tx& tx) {
        return inventory::release_allocated(tx, {{a, 1}}, cause("refund 2"), kNoon);
      }),
      store::DbError);
}

CPPUNIT_TEST_FIXTURE(Fulfil, an_order_is_given_more_of_what_is_free_only) {
  sql("UPDATE stock_items SET buffer = 1 WHERE id = 1");

  const auto refused = run([&](Tx& tx) {
    return inventory::allocate_more(tx, {{b, 1}, {a, 3}}, cause("edit 1"), kNoon);
  });

  CPPUNIT_ASSERT(!refused);
  CPPUNIT_ASSERT_EQUAL(a, refused.why().item);
  CPPUNIT_ASSERT_EQUAL(2, refused.why().available);
  CPPUNIT_ASSERT_EQUAL(std::string{"5 2, 5 2"}, counts());
  CPPUNIT_ASSERT(*run([&](Tx& tx) {
    return inventory::allocate_more(tx, {{b, 1}, {a, 2}}, cause("edit 1"), kNoon);
  }) == Moved::Now);
  CPPUNIT_ASSERT_EQUAL(std::string{"5 4, 5 3"}, counts());
}

CPPUNIT_TEST_FIXTURE(Fulfil, s9_of_20_at_once_with_one_cause_one_moves) {
  const auto moved = t::crowd<Moved>(*this, 20, "gds_jobs", [&](store::Db& on, int i) {
    return *on.transact("ship", [&](Tx& tx) {
      tx.all(kLockOrder, order);
      const std::vector<Demand> demands =
          i % 2 == 0 ? std::vector<Demand>{{a, 1}, {b, 1}} : std::vector<Demand>{{b, 1}, {a, 1}};
      return inventory::ship(tx, demands, cause("fulfilment 1"), kNoon);
    });
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(moved.begin(), moved.end(), Moved::Now));
  CPPUNIT_ASSERT_EQUAL(std::string{"4 1, 4 1"}, counts());
}

}  // namespace
