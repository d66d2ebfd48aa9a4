#include "inventory/inventory.h"
#include "t/db_test.h"
#include "t/rows.h"

namespace {

using base::Instant;
using inventory::Demand;
using store::Tx;
using t::kNoon;
using t::minutes_later;

struct PaymentHolds : t::OwnDatabase {
  struct Stocked {
    base::VariantId variant;
    base::StockItemId item;
  };
  Stocked stocked(int on_hand) {
    const auto variant = t::make_variant(db(), "MPN-" + std::to_string(++made_));
    return {variant, t::make_stock(db(), variant, on_hand)};
  }
  base::CartId cart() { return t::make_cart(db(), "token " + std::to_string(++made_)); }

  auto hold(base::CartId cart, const std::vector<Demand>& demands, Instant now = kNoon) {
    return db().transact("hold",
                         [&](Tx& tx) { return inventory::hold(tx, cart, demands, {}, {}, now); });
  }
  auto hold_for_payment(base::CartId cart, base::OrderId order, const std::vector<Demand>& demands,
                        Instant now = kNoon) {
    auto shop = rival("gds_shop");
    return shop.transact("freeze", [&](Tx& tx) {
      return inventory::hold_for_payment(tx, cart, order, demands, now);
    });
  }
  bool allocate(base::OrderId order, const std::string& role = "gds_hooks") {
    auto hooks = rival(role);
    return hooks.transact("complete",
                          [&](Tx& tx) { return inventory::allocate(tx, order, "stripe", kNoon); });
  }
  // on_hand, allocated, held
  std::string counts(const Stocked& stocked) {
    return sql("SELECT concat_ws(' ', on_hand, allocated, held) FROM stock_items WHERE id = " +
               std::to_string(stocked.item.raw()));
  }
  std::string kinds() {
    return sql("SELECT string_agg(kind, ' ' ORDER BY stock_item_id) FROM holds");
  }
  void tearDown() override {
    CPPUNIT_ASSERT_EQUAL(std::string{}, t::stock_faults(db()));
    OwnDatabase::tearDown();
  }

 private:
  int made_ = 0;
};

CPPUNIT_TEST_FIXTURE(PaymentHolds, a_cart_s_holds_become_the_payment_s_and_no_clock_ends_them) {
  const auto a = stocked(2);
  const auto b = stocked(3);
  const auto mine = cart();
  CPPUNIT_ASSERT(hold(mine, {{a.item, 1}}));
  const auto order = t::make_order(db(), mine, {{a.variant, a.item, 2}, {b.variant, b.item, 3}});

  CPPUNIT_ASSERT(hold_for_payment(mine, order, {{b.item, 3}, {a.item, 2}}));

  CPPUNIT_ASSERT_EQUAL(std::string{"payment payment"}, kinds());
  CPPUNIT_ASSERT_EQUAL(std::string{"2 0 2"}, counts(a));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 3"}, counts(b));
  CPPUNIT_ASSERT_EQUAL(0, db().transact("sweep", [&](Tx& tx) {
    return inventory::release_expired(tx, a.item, minutes_later(10'000));
  }));
  CPPUNIT_ASSERT(!hold(cart(), {{a.item, 1}}, minutes_later(10'000)));
}

CPPUNIT_TEST_FIXTURE(PaymentHolds, one_item_short_and_the_cart_s_holds_stay_as_they_were) {
  const auto a = stocked(2);
  const auto b = stocked(3);
  const auto mine = cart();
  CPPUNIT_ASSERT(hold(mine, {{a.item, 1}}));
  CPPUNIT_ASSERT(hold(cart(), {{b.item, 1}}));
  const auto order = t::make_order(db(), mine, {{a.variant, a.item, 2}, {b.variant, b.item, 3}});

  const auto refused = hold_for_payment(mine, order, {{a.item, 2}, {b.item, 3}});

  CPPUNIT_ASSERT(!refused);
  CPPUNIT_ASSERT_EQUAL(b.item, refused.why().item);
  CPPUNIT_ASSERT_EQUAL(2, refused.why().available);
  CPPUNIT_ASSERT_EQUAL(std::string{"cart cart"}, kinds());
  CPPUNIT_ASSERT_EQUAL(std::string{"2 0 1"}, counts(a));
}

CPPUNIT_TEST_FIXTURE(PaymentHolds, what_the_cart_held_beyond_its_lines_is_given_back) {
  const auto a = stocked(2);
  const auto b = stocked(3);
  const auto mine = cart();
  CPPUNIT_ASSERT(hold(mine, {{a.item, 2}, {b.item, 3}}));
  const auto order = t::make_order(db(), mine, {{a.variant, a.item, 1}});

  CPPUNIT_ASSERT(hold_for_payment(mine, order, {{a.item, 1}}));

  CPPUNIT_ASSERT_EQUAL(std::string{"2 0 1"}, counts(a));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 0"}, counts(b));
}

CPPUNIT_TEST_FIXTURE(PaymentHolds, expired_holds_of_others_and_of_its_own_are_swept_first) {
  const auto a = stocked(2);
  const auto mine = cart();
  t::make_hold(db(), mine, a.item, 1, minutes_later(-1));
  t::make_hold(db(), cart(), a.item, 1, minutes_later(-1));
  const auto order = t::make_order(db(), mine, {{a.variant, a.item, 2}});

  CPPUNIT_ASSERT(hold_for_payment(mine, order, {{a.item, 2}}));

  CPPUNIT_ASSERT_EQUAL(std::string{"2 0 2"}, counts(a));
  CPPUNIT_ASSERT_EQUAL(std::string{"payment"}, kinds());
}

CPPUNIT_TEST_FIXTURE(PaymentHolds, of_100_carts_with_expired_holds_one_gets_the_last_unit) {
  const auto a = stocked(1);
  sql("INSERT INTO carts (token_hash, created_at, updated_at)"
      " SELECT 'cart ' || n, '2026-11-22', '2026-11-22' FROM generate_series(1, 100) n");
  sql("INSERT INTO holds (kind, cart_id, stock_item_id, units, taken_at, expires_at)"
      " SELECT 'cart', id, " +
      std::to_string(a.item.raw()) +
      ", 1, '2026-11-22 11:00+00', '2026-11-22 11:15+00' FROM carts");
  sql("UPDATE stock_items SET held = 100");
  int taken = 0;
  int refused = 0;
  for (int i = 1; i <= 100; ++i) {
    const auto mine = base::CartId{std::stoll(
        sql("SELECT id FROM carts WHERE token_hash = 'cart " + std::to_string(i) + "'"))};
    const auto answer = db().transact("freeze", [&](Tx& tx) {
      const auto order = t::make_order(tx, mine, {{a.variant, a.item, 1}});
      return inventory::hold_for_payment(tx, mine, order, {{a.item, 1}}, kNoon);
    });
    answer ? ++taken : ++refused;
    if (!answer) CPPUNIT_ASSERT_EQUAL(0, answer.why().available);
  }
  CPPUNIT_ASSERT_EQUAL(1, taken);
  CPPUNIT_ASSERT_EQUAL(99, refused);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 1"}, counts(a));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM orders"));
}

CPPUNIT_TEST_FIXTURE(PaymentHolds, paid_units_are_allocated_once) {
  const auto a = stocked(5);
  const auto b = stocked(5);
  const auto mine = cart();
  const auto order = t::make_order(
      db(), mine, {{b.variant, b.item, 1}, {a.variant, a.item, 2}, {a.variant, a.item, 1}});
  CPPUNIT_ASSERT(hold_for_payment(mine, order, {{a.item, 3}, {b.item, 1}}));

  CPPUNIT_ASSERT(allocate(order));
  CPPUNIT_ASSERT(!allocate(order));

  CPPUNIT_ASSERT_EQUAL(std::string{"5 3 0"}, counts(a));
  CPPUNIT_ASSERT_EQUAL(std::string{"5 1 0"}, counts(b));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM holds"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"allocated 3 -3 stripe, allocated 1 -1 stripe"},
      sql("SELECT string_agg(concat_ws(' ', kind, allocated_delta, held_delta, actor), ', '"
          " ORDER BY id) FROM stock_movements WHERE order_id = " +
          std::to_string(order.raw())));
}

CPPUNIT_TEST_FIXTURE(PaymentHolds, an_order_not_wholly_held_moves_nothing_and_keeps_its_holds) {
  const auto a = stocked(5);
  const auto b = stocked(5);
  const auto mine = cart();
  const auto order = t::make_order(db(), mine, {{a.variant, a.item, 2}, {b.variant, b.item, 1}});
  CPPUNIT_ASSERT(hold_for_payment(mine, order, {{a.item, 2}}));

  CPPUNIT_ASSERT(!allocate(order, "gds_shop"));

  CPPUNIT_ASSERT_EQUAL(std::string{"5 0 2"}, counts(a));
  CPPUNIT_ASSERT_EQUAL(std::string{"payment"}, kinds());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"},
                       sql("SELECT count(*) FROM stock_movements WHERE order_id IS NOT NULL"));
}

CPPUNIT_TEST_FIXTURE(PaymentHolds, back_in_the_cart_the_clock_runs_again) {
  const auto a = stocked(1);
  const auto mine = cart();
  const auto order = t::make_order(db(), mine, {{a.variant, a.item, 1}});
  CPPUNIT_ASSERT(hold_for_payment(mine, order, {{a.item, 1}}));

  db().transact("cancel", [&](Tx& tx) {
    inventory::return_to_cart(tx, order, {}, minutes_later(40));
    return base::Done{};
  });

  CPPUNIT_ASSERT_EQUAL(std::string{"cart"}, kinds());
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 1"}, counts(a));
  CPPUNIT_ASSERT(!hold(cart(), {{a.item, 1}}, minutes_later(54)));
  CPPUNIT_ASSERT(*hold(mine, {{a.item, 1}}, minutes_later(50)) == minutes_later(60));
  CPPUNIT_ASSERT(hold(cart(), {{a.item, 1}}, minutes_later(60)));
}

CPPUNIT_TEST_FIXTURE(PaymentHolds,
                     placing_and_cancelling_over_and_over_holds_nothing_past_an_hour) {
  const auto a = stocked(1);
  const auto mine = cart();
  CPPUNIT_ASSERT(hold(mine, {{a.item, 1}}));
  struct Round {
    int place, cancel;
    std::string until;
  };
  const std::vector<Round> rounds = {{10, 10, "12:25:00"}, {20, 20, "12:35:00"},
                                     {34, 34, "12:49:00"}, {48, 48, "13:00:00"},
                                     {59, 59, "13:00:00"}, {59, 80, "13:21:00"}};

  for (const auto& [place, cancel, until] : rounds) {
    const auto order = t::make_order(db(), mine, {{a.variant, a.item, 1}});
    CPPUNIT_ASSERT(hold_for_payment(mine, order, {{a.item, 1}}, minutes_later(place)));
    const auto end = minutes_later(cancel);
    db().transact("cancel", [&](Tx& tx) {
      inventory::return_to_cart(tx, order, {}, end);
      return base::Done{};
    });
    sql("UPDATE orders SET state = 'expired'");

    CPPUNIT_ASSERT_EQUAL("cart 12:00:00 " + until,
                         sql("SELECT concat_ws(' ', kind, (taken_at AT TIME ZONE 'UTC')::time, "
                             "(expires_at AT TIME ZONE 'UTC')::time) FROM holds"));
  }
}

CPPUNIT_TEST_FIXTURE(PaymentHolds, an_order_paid_late_takes_from_what_nobody_holds) {
  const auto a = stocked(3);
  const auto mine = cart();
  const auto order = t::make_order(db(), mine, {{a.variant, a.item, 2}});
  const auto allocate_free = [&](Instant now) {
    auto staff = rival("gds_jobs");
    return staff.transact("resolve", [&](Tx& tx) {
      return inventory::allocate_free(tx, order, {{a.item, 2}}, "staff", now);
    });
  };
  CPPUNIT_ASSERT(hold(mine, {{a.item, 2}}));

  const auto refused = allocate_free(minutes_later(14));
  CPPUNIT_ASSERT(!refused);
  CPPUNIT_ASSERT_EQUAL(1, refused.why().available);
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 2"}, counts(a));

  CPPUNIT_ASSERT(allocate_free(minutes_later(15)));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 2 0"}, counts(a));
  CPPUNIT_ASSERT_EQUAL(std::string{"allocated 2 0"},
                       sql("SELECT concat_ws(' ', kind, allocated_delta, held_delta) "
                           "FROM stock_movements WHERE order_id IS NOT NULL"));
}

CPPUNIT_TEST_FIXTURE(PaymentHolds, a_released_payment_gives_its_units_back) {
  const auto a = stocked(4);
  const auto mine = cart();
  const auto order = t::make_order(db(), mine, {{a.variant, a.item, 3}});
  CPPUNIT_ASSERT(hold_for_payment(mine, order, {{a.item, 3}}));

  for (int i = 0; i < 2; ++i)
    db().transact("expire", [&](Tx& tx) {
      inventory::release_payment(tx, order);
      return base::Done{};
    });

  CPPUNIT_ASSERT_EQUAL(std::string{"4 0 0"}, counts(a));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM holds"));
  CPPUNIT_ASSERT(!allocate(order));
}

CPPUNIT_TEST_FIXTURE(PaymentHolds, failing_at_any_statement_leaves_no_trace) {
  const auto a = stocked(5);
  const auto b = stocked(5);
  const auto mine = cart();
  CPPUNIT_ASSERT(hold(mine, {{a.item, 2}}));
  const auto order = t::make_order(db(), mine, {{a.variant, a.item, 3}, {b.variant, b.item, 1}});
  int points = 0;
  for (bool untouched = false; !untouched; ++points) {
    t::FailAt fault{points + 1};
    db().watch(&fault);
    try {
      CPPUNIT_ASSERT(db().transact("freeze", [&](Tx& tx) {
        return inventory::hold_for_payment(tx, mine, order, {{a.item, 3}, {b.item, 1}}, kNoon);
      }));
      untouched = true;
    } catch (const store::DbError&) {
      db().watch(nullptr);
      CPPUNIT_ASSERT_EQUAL(std::string{"cart"}, kinds());
      CPPUNIT_ASSERT_EQUAL(std::string{"5 0 2"}, counts(a));
      CPPUNIT_ASSERT_EQUAL(std::string{"5 0 0"}, counts(b));
    }
    db().watch(nullptr);
  }
  // Lock, sweep, what is short, hold; commit.
  CPPUNIT_ASSERT_EQUAL(5 + 1, points);
}

}  // namespace
