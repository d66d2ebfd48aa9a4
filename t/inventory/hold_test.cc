#include "inventory/inventory.h"
#include "t/db_test.h"
#include "t/rows.h"

namespace {

using base::Instant;
using inventory::Demand;
using inventory::HoldLimits;
using inventory::HoldWhy;
using inventory::Need;
using store::Tx;
using t::kNoon;
using t::minutes_later;

struct Holding : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    shop_.emplace(rival("gds_shop"));
  }
  void tearDown() override {
    CPPUNIT_ASSERT_EQUAL(std::string{}, t::stock_faults(db()));
    shop_.reset();
    OwnDatabase::tearDown();
  }
  // Holds are taken with the rights of the pool that takes them.
  store::Db& shop() { return *shop_; }

  base::StockItemId stocked(int on_hand) {
    const auto variant = t::make_variant(db(), "MPN-" + std::to_string(++made_));
    return t::make_stock(db(), variant, on_hand);
  }
  base::CartId cart() { return t::make_cart(db(), "token " + std::to_string(++made_)); }

  auto hold(base::CartId cart, const std::vector<Demand>& demands, Instant now = kNoon,
            const HoldLimits& limits = {}, const std::optional<std::string>& address = {}) {
    return shop().transact(
        "hold", [&](Tx& tx) { return inventory::hold(tx, cart, demands, limits, address, now); });
  }
  std::string held(base::StockItemId item) {
    return sql("SELECT held FROM stock_items WHERE id = " + std::to_string(item.raw()));
  }
  std::string available(base::StockItemId item, Instant now) {
    return sql("SELECT available(" + std::to_string(item.raw()) + ", '" + base::to_iso8601(now) +
               "')");
  }
  std::string holds() {
    return sql(
        "SELECT string_agg(format('%s:%s', stock_item_id, units), ' '"
        " ORDER BY cart_id, stock_item_id) FROM holds");
  }

 private:
  std::optional<store::Db> shop_;
  int made_ = 0;
};

CPPUNIT_TEST_FIXTURE(Holding, the_last_unit_goes_to_the_first_cart_only) {
  const auto item = stocked(1);
  const auto first = hold(cart(), {{item, 1}});
  CPPUNIT_ASSERT(first);
  CPPUNIT_ASSERT(*first == minutes_later(15));

  const auto second = hold(cart(), {{item, 1}});

  CPPUNIT_ASSERT(!second);
  CPPUNIT_ASSERT_EQUAL(item, second.why().item);
  CPPUNIT_ASSERT_EQUAL(0, second.why().available);
  CPPUNIT_ASSERT(second.why().why == HoldWhy::Short);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM holds"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, held(item));
}

CPPUNIT_TEST_FIXTURE(Holding, a_refusal_says_how_many_this_cart_could_have) {
  const auto item = stocked(5);
  const auto mine = cart();
  CPPUNIT_ASSERT(hold(cart(), {{item, 2}}));
  CPPUNIT_ASSERT(hold(mine, {{item, 1}}));

  const auto refused = hold(mine, {{item, 4}});

  CPPUNIT_ASSERT(!refused);
  CPPUNIT_ASSERT_EQUAL(3, refused.why().available);
  CPPUNIT_ASSERT_EQUAL(std::string{"3"}, held(item));
  CPPUNIT_ASSERT(hold(mine, {{item, 3}}));
  CPPUNIT_ASSERT_EQUAL(std::string{"5"}, held(item));
}

CPPUNIT_TEST_FIXTURE(Holding, a_buffer_and_allocated_units_are_not_for_sale) {
  const auto item = stocked(5);
  sql("UPDATE stock_items SET buffer = 2");
  const auto order = t::make_order(db(), cart(), {{base::VariantId{1}, item, 1}});
  sql("INSERT INTO stock_movements (stock_item_id, kind, allocated_delta, order_id, actor, at)"
      " VALUES (" +
      std::to_string(item.raw()) + ", 'allocated', 1, " + std::to_string(order.raw()) +
      ", 'test', '2026-11-22')");

  const auto refused = hold(cart(), {{item, 3}});

  CPPUNIT_ASSERT(!refused);
  CPPUNIT_ASSERT_EQUAL(2, refused.why().available);
  CPPUNIT_ASSERT(hold(cart(), {{item, 2}}));
}

CPPUNIT_TEST_FIXTURE(Holding, an_expired_hold_counts_for_nobody_though_the_job_is_stopped) {
  const auto item = stocked(1);
  CPPUNIT_ASSERT(hold(cart(), {{item, 1}}));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, available(item, minutes_later(14)));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, available(item, minutes_later(15)));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, held(item));
  CPPUNIT_ASSERT(!hold(cart(), {{item, 1}}, minutes_later(14)));

  CPPUNIT_ASSERT(hold(cart(), {{item, 1}}, minutes_later(15)));

  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, held(item));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM holds"));
}

CPPUNIT_TEST_FIXTURE(Holding, a_cart_s_own_expired_hold_is_taken_anew) {
  const auto item = stocked(2);
  const auto mine = cart();
  CPPUNIT_ASSERT(hold(mine, {{item, 2}}));

  const auto again = hold(mine, {{item, 2}}, minutes_later(70));

  CPPUNIT_ASSERT(again);
  CPPUNIT_ASSERT(*again == minutes_later(85));
  CPPUNIT_ASSERT_EQUAL(std::string{"t"}, sql("SELECT taken_at = '2026-11-22 13:10+00' FROM holds"));
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, held(item));
}

CPPUNIT_TEST_FIXTURE(Holding, a_hold_is_extended_but_not_past_an_hour_from_its_taking) {
  const auto item = stocked(1);
  const auto mine = cart();
  CPPUNIT_ASSERT(*hold(mine, {{item, 1}}) == minutes_later(15));
  CPPUNIT_ASSERT(*hold(mine, {{item, 1}}, minutes_later(10)) == minutes_later(25));
  CPPUNIT_ASSERT(*hold(mine, {{item, 1}}, minutes_later(24)) == minutes_later(39));
  CPPUNIT_ASSERT(*hold(mine, {{item, 1}}, minutes_later(38)) == minutes_later(53));
  CPPUNIT_ASSERT(*hold(mine, {{item, 1}}, minutes_later(50)) == minutes_later(60));
  CPPUNIT_ASSERT(*hold(mine, {{item, 1}}, minutes_later(59)) == minutes_later(60));
  CPPUNIT_ASSERT(!hold(cart(), {{item, 1}}, minutes_later(59)));
  CPPUNIT_ASSERT(hold(cart(), {{item, 1}}, minutes_later(60)));
}

CPPUNIT_TEST_FIXTURE(Holding, s7_holds_become_exactly_the_demand) {
  const auto a = stocked(9);
  const auto b = stocked(9);
  const auto c = stocked(9);
  const auto mine = cart();
  CPPUNIT_ASSERT(hold(mine, {{c, 2}, {a, 3}}));

  CPPUNIT_ASSERT(hold(mine, {{b, 4}, {a, 1}}));

  CPPUNIT_ASSERT_EQUAL(std::to_string(a.raw()) + ":1 " + std::to_string(b.raw()) + ":4", holds());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, held(c));
  CPPUNIT_ASSERT(*hold(mine, {}) == kNoon);
  CPPUNIT_ASSERT_EQUAL(std::string{}, holds());
}

CPPUNIT_TEST_FIXTURE(Holding, one_item_short_and_nothing_is_held) {
  const auto a = stocked(9);
  const auto b = stocked(1);

  const auto refused = hold(cart(), {{a, 3}, {b, 2}});

  CPPUNIT_ASSERT(!refused);
  CPPUNIT_ASSERT_EQUAL(b, refused.why().item);
  CPPUNIT_ASSERT_EQUAL(1, refused.why().available);
  CPPUNIT_ASSERT_EQUAL(std::string{}, holds());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, held(a));
}

CPPUNIT_TEST_FIXTURE(Holding, an_item_that_may_go_without_does_not_refuse_the_rest) {
  const auto gone = stocked(1);
  const auto wanted = stocked(1);
  const auto mine = cart();
  CPPUNIT_ASSERT(hold(mine, {{gone, 1}}));
  CPPUNIT_ASSERT(hold(cart(), {{gone, 1}}, minutes_later(20)));

  CPPUNIT_ASSERT(hold(mine, {{gone, 1, Need::IfLeft}, {wanted, 1}}, minutes_later(21)));

  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, held(gone));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, held(wanted));
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, sql("SELECT count(*) FROM holds"));
}

CPPUNIT_TEST_FIXTURE(Holding, an_address_has_so_many_holds_open_and_no_more) {
  const auto a = stocked(9);
  const auto b = stocked(9);
  const HoldLimits two{.open_per_address = 2};
  const auto mine = cart();
  CPPUNIT_ASSERT(hold(mine, {{a, 1}, {b, 1}}, kNoon, two, "address"));

  const auto refused = hold(cart(), {{a, 1}}, kNoon, two, "address");

  CPPUNIT_ASSERT(!refused);
  CPPUNIT_ASSERT(refused.why().why == HoldWhy::TooManyOpen);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, held(a));
  CPPUNIT_ASSERT(hold(mine, {{a, 2}, {b, 2}}, kNoon, two, "address"));
  CPPUNIT_ASSERT(hold(cart(), {{a, 1}}, kNoon, two, "another"));
  CPPUNIT_ASSERT(hold(cart(), {{a, 1}}, kNoon, two));
  CPPUNIT_ASSERT(hold(cart(), {{a, 1}}, minutes_later(15), two, "address"));
}

CPPUNIT_TEST_FIXTURE(Holding, failing_at_any_statement_leaves_no_trace) {
  const auto a = stocked(1);
  const auto b = stocked(5);
  const auto c = stocked(5);
  const auto d = stocked(5);
  const auto mine = cart();
  t::make_hold(db(), cart(), a, 1, minutes_later(-1));
  CPPUNIT_ASSERT(hold(mine, {{b, 1}, {d, 2}}));
  const auto before = holds();
  int points = 0;
  for (bool untouched = false; !untouched; ++points) {
    t::FailAt fault{points + 1};
    shop().watch(&fault);
    try {
      CPPUNIT_ASSERT(hold(mine, {{a, 1}, {c, 2}, {d, 2}}));
      untouched = true;
    } catch (const store::DbError&) {
      CPPUNIT_ASSERT_EQUAL(before, holds());
    }
    shop().watch(nullptr);
    CPPUNIT_ASSERT_EQUAL(std::string{}, t::stock_faults(db()));
  }
  // Own holds; take, lock, sweep, set (a); lock, drop (b); take (c); extend (d); commit.
  CPPUNIT_ASSERT_EQUAL(10 + 1, points);
}

CPPUNIT_TEST_FIXTURE(Holding, the_sweep_gives_back_what_has_ended_and_no_more) {
  const auto a = stocked(9);
  const auto b = stocked(9);
  t::make_hold(db(), cart(), a, 2, minutes_later(-1));
  t::make_hold(db(), cart(), a, 3, minutes_later(0));
  t::make_hold(db(), cart(), a, 1, minutes_later(1));
  t::make_hold(db(), cart(), b, 4, minutes_later(1));
  auto jobs = rival("gds_jobs");

  const auto items =
      jobs.transact("expired", [](Tx& tx) { return inventory::expired_items(tx, kNoon); });
  const int released =
      jobs.transact("sweep", [&](Tx& tx) { return inventory::release_expired(tx, a, kNoon); });

  CPPUNIT_ASSERT(items == std::vector{a});
  CPPUNIT_ASSERT_EQUAL(5, released);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, held(a));
  CPPUNIT_ASSERT_EQUAL(std::string{"4"}, held(b));
  CPPUNIT_ASSERT_EQUAL(
      0, jobs.transact("sweep", [&](Tx& tx) { return inventory::release_expired(tx, a, kNoon); }));
}

}  // namespace
