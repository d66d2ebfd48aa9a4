#include <atomic>

#include "cart/cart.h"
#include "cart/sale.h"
#include "inventory/inventory.h"
#include "t/race/crowd.h"
#include "t/rows.h"

namespace {

using base::CartId;
using base::Done;
using base::Instant;
using base::Money;
using base::StockItemId;
using base::VariantId;
using cart::Why;
using inventory::Demand;
using store::Tx;
using t::kNoon;
using t::minutes_later;

const auto kPrice = Money::cents(10000);

// What one of a crowd was told: nothing, or how many there are.
struct Told {
  bool done;
  int available;
};

struct Races : t::OwnDatabase {
  struct Stocked {
    VariantId variant;
    StockItemId item;
  };
  Stocked stocked(int on_hand) {
    const auto variant = t::make_variant(db(), "MPN-" + std::to_string(++made_), kPrice);
    return {variant, t::make_stock(db(), variant, on_hand)};
  }
  CartId cart() { return t::make_cart(db(), "token " + std::to_string(++made_)); }
  static auto hold(store::Db& db, CartId cart, const std::vector<Demand>& demands, Instant now) {
    return db.transact("hold", [&](Tx& tx) {
      cart::lock_cart(tx, cart);
      return inventory::hold(tx, cart, demands, {}, {}, now);
    });
  }
  static auto add(store::Db& db, const std::string& token, VariantId variant, int units,
                  Instant now = kNoon) {
    return db.transact("add", [&](Tx& tx) {
      return cart::add(tx, {token, {}}, {variant, units, kPrice}, {}, now);
    });
  }
  // on_hand, allocated, held
  std::string counts(const Stocked& stocked) {
    return sql("SELECT concat_ws(' ', on_hand, allocated, held) FROM stock_items WHERE id = " +
               std::to_string(stocked.item.raw()));
  }
  std::string deadlocks() {
    return sql("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
  }
  void tearDown() override {
    CPPUNIT_ASSERT_EQUAL(std::string{}, t::stock_faults(db()));
    OwnDatabase::tearDown();
  }

 private:
  int made_ = 0;
};

CPPUNIT_TEST_FIXTURE(Races, of_100_shoppers_at_once_one_gets_the_last_unit) {
  const auto last = stocked(1);

  const auto told = t::crowd<Told>(*this, 100, "gds_shop", [&](store::Db& own, int) {
    const auto added = add(own, "", last.variant, 1);
    if (added) return Told{true, 1};
    CPPUNIT_ASSERT(added.why().why == Why::Short);
    return Told{false, added.why().available};
  });

  int done = 0;
  for (const auto& one : told) {
    done += one.done ? 1 : 0;
    if (!one.done) CPPUNIT_ASSERT_EQUAL(0, one.available);
  }
  CPPUNIT_ASSERT_EQUAL(1, done);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 1"}, counts(last));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM carts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM cart_lines"));
}

CPPUNIT_TEST_FIXTURE(Races, of_100_carts_with_expired_holds_one_freezes_for_the_last_unit) {
  const auto last = stocked(1);
  std::vector<CartId> carts;
  for (int i = 0; i < 100; ++i) {
    carts.push_back(cart());
    t::make_hold(db(), carts.back(), last.item, 1, minutes_later(-1));
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 100"}, counts(last));

  const auto told = t::crowd<Told>(*this, 100, "gds_shop", [&](store::Db& own, int i) {
    const auto mine = carts[static_cast<std::size_t>(i)];
    const auto answer = own.transact("freeze", [&](Tx& tx) {
      cart::lock_cart(tx, mine);
      const auto order = t::make_order(tx, mine, {{last.variant, last.item, 1}});
      return inventory::hold_for_payment(tx, mine, order, {{last.item, 1}}, kNoon);
    });
    return answer ? Told{true, 1} : Told{false, answer.why().available};
  });

  int done = 0;
  for (const auto& one : told) {
    done += one.done ? 1 : 0;
    if (!one.done) CPPUNIT_ASSERT_EQUAL(0, one.available);
  }
  CPPUNIT_ASSERT_EQUAL(1, done);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 1"}, counts(last));
  CPPUNIT_ASSERT_EQUAL(std::string{"payment"}, sql("SELECT kind FROM holds"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM orders"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, deadlocks());
}

CPPUNIT_TEST_FIXTURE(Races, paid_orders_of_many_are_allocated_side_by_side) {
  const auto a = stocked(40);
  const auto b = stocked(40);
  std::vector<base::OrderId> orders;
  for (int i = 0; i < 20; ++i) {
    const auto mine = cart();
    orders.push_back(t::make_order(db(), mine, {{b.variant, b.item, 1}, {a.variant, a.item, 2}}));
    db().transact("freeze", [&](Tx& tx) {
      CPPUNIT_ASSERT(
          inventory::hold_for_payment(tx, mine, orders.back(), {{b.item, 1}, {a.item, 2}}, kNoon));
      return Done{};
    });
  }

  const auto done = t::crowd<int>(*this, 20, "gds_hooks", [&](store::Db& own, int i) {
    return own.transact("complete", [&](Tx& tx) {
      return inventory::allocate(tx, orders[static_cast<std::size_t>(i)], "stripe", kNoon) ? 1 : 0;
    });
  });

  CPPUNIT_ASSERT(done == std::vector<int>(20, 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"40 40 0"}, counts(a));
  CPPUNIT_ASSERT_EQUAL(std::string{"40 20 0"}, counts(b));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, deadlocks());
}

CPPUNIT_TEST_FIXTURE(Races, carts_with_the_same_items_in_reverse_never_wait_in_a_circle) {
  const auto a = stocked(3);
  const auto b = stocked(3);
  std::vector<CartId> carts;
  for (int i = 0; i < 8; ++i) carts.push_back(cart());

  // One clock for all; it runs on under way, so that holds expire and every path is taken.
  std::atomic<int> half_minutes = 0;
  t::crowd<int>(*this, 8, "gds_shop", [&](store::Db& own, int i) {
    const auto mine = carts[static_cast<std::size_t>(i)];
    for (int round = 0; round < 80; ++round) {
      const auto now = kNoon + std::chrono::seconds{30} * (i == 0 ? ++half_minutes : +half_minutes);
      const int units = 1 + (round + i) % 2;
      if (i % 2 == 0)
        static_cast<void>(hold(own, mine, {{a.item, units}, {b.item, 1}}, now));
      else
        static_cast<void>(hold(own, mine, {{b.item, units}, {a.item, 1}}, now));
      if (round % 20 == 19) static_cast<void>(hold(own, mine, {}, now));
      if (round % 3 == 2)
        own.transact("sweep", [&](Tx& tx) { return inventory::release_expired(tx, b.item, now); });
    }
    return 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, deadlocks());
  CPPUNIT_ASSERT_EQUAL(std::string{}, t::stock_faults(db()));
  CPPUNIT_ASSERT_EQUAL(std::string{"t"}, sql("SELECT bool_and(held <= on_hand) FROM stock_items"));
}

CPPUNIT_TEST_FIXTURE(Races, changes_of_one_cart_in_many_tabs_come_one_after_another) {
  const auto only = stocked(50);
  const auto token = *add(db(), "", only.variant, 1)->new_token;

  t::crowd<int>(*this, 20, "gds_shop", [&](store::Db& own, int) {
    CPPUNIT_ASSERT(add(own, token, only.variant, 2));
    return 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::string{"41"}, sql("SELECT units FROM cart_lines"));
  CPPUNIT_ASSERT_EQUAL(std::string{"50 0 41"}, counts(only));
}

CPPUNIT_TEST_FIXTURE(Races, a_rival_who_is_faster_leaves_a_clear_refusal) {
  const auto last = stocked(1);
  const auto mine = cart();
  const auto theirs = cart();
  auto other = rival("gds_shop");
  t::Before faster{"inventory.take", [&] {
                     CPPUNIT_ASSERT(hold(other, theirs, {{last.item, 1}}, kNoon));
                   }};
  db().watch(&faster);

  const auto refused = hold(db(), mine, {{last.item, 1}}, kNoon);
  db().watch(nullptr);

  CPPUNIT_ASSERT(faster.has_run());
  CPPUNIT_ASSERT(!refused);
  CPPUNIT_ASSERT_EQUAL(0, refused.why().available);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 1"}, counts(last));
}

CPPUNIT_TEST_FIXTURE(Races, a_hold_swept_just_before_it_was_extended_is_taken_anew) {
  const auto kept = stocked(2);
  const auto mine = cart();
  CPPUNIT_ASSERT(hold(db(), mine, {{kept.item, 2}}, kNoon));
  auto other = rival("gds_jobs");
  // The job's clock is ahead of the request's.
  t::Before sweep{"inventory.extend_holds", [&] {
                    CPPUNIT_ASSERT_EQUAL(2, other.transact("sweep", [&](Tx& tx) {
                      return inventory::release_expired(tx, kept.item, minutes_later(16));
                    }));
                  }};
  db().watch(&sweep);

  const auto answer = hold(db(), mine, {{kept.item, 2}}, minutes_later(5));
  db().watch(nullptr);

  CPPUNIT_ASSERT(sweep.has_run());
  CPPUNIT_ASSERT(answer);
  CPPUNIT_ASSERT(*answer == minutes_later(20));
  CPPUNIT_ASSERT_EQUAL(std::string{"2 0 2"}, counts(kept));
}

CPPUNIT_TEST_FIXTURE(Races, an_expired_hold_swept_meanwhile_is_not_counted_twice) {
  const auto last = stocked(1);
  const auto mine = cart();
  CPPUNIT_ASSERT(hold(db(), mine, {{last.item, 1}}, kNoon));
  auto other = rival("gds_jobs");
  t::Before sweep{"inventory.lock", [&] {
                    other.transact("sweep", [&](Tx& tx) {
                      return inventory::release_expired(tx, last.item, minutes_later(15));
                    });
                  }};
  db().watch(&sweep);

  CPPUNIT_ASSERT(hold(db(), mine, {{last.item, 1}}, minutes_later(15)));
  db().watch(nullptr);

  CPPUNIT_ASSERT(sweep.has_run());
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 1"}, counts(last));
}

// The job that sweeps is never run here. Every reader is asked, at the last moment at which the
// hold counts and at the first at which it does not.
CPPUNIT_TEST_FIXTURE(Races, s6_an_expired_hold_counts_for_no_reader_though_it_is_never_swept) {
  const auto thing = stocked(2);
  const auto holder = cart();
  CPPUNIT_ASSERT(hold(db(), holder, {{thing.item, 2}}, kNoon));
  const auto product = sql("SELECT product_id FROM variants");
  const auto seen = [&](Instant at) {
    return db().snapshot("seen", [&](Tx& tx) {
      const auto live =
          inventory::live_stock(tx, base::ProductId{std::stoll(product)}, at).front().units;
      return std::to_string(inventory::available(tx, thing.variant, at)) + " " +
             std::to_string(live);
    });
  };
  const auto functions = [&](const std::string& at) {
    return sql("SELECT concat_ws(' ', available(s.id, '" + at +
               "'), variant_available(s.variant_id, '" + at + "')) FROM stock_items s");
  };

  CPPUNIT_ASSERT_EQUAL(std::string{"0 0"}, seen(minutes_later(15) - std::chrono::microseconds{1}));
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0"}, functions("2026-11-22T12:14:59.999999Z"));
  CPPUNIT_ASSERT_EQUAL(std::string{"2 2"}, seen(minutes_later(15)));
  CPPUNIT_ASSERT_EQUAL(std::string{"2 2"}, functions("2026-11-22T12:15:00Z"));
  // Nothing was swept: reading is enough.
  CPPUNIT_ASSERT_EQUAL(std::string{"2 0 2"}, counts(thing));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM holds"));
}

CPPUNIT_TEST_FIXTURE(Races, s6_of_100_shoppers_two_get_what_an_unswept_hold_kept) {
  const auto thing = stocked(2);
  CPPUNIT_ASSERT(hold(db(), cart(), {{thing.item, 2}}, kNoon));
  std::vector<std::string> tokens;
  for (int i = 0; i < 100; ++i) {
    tokens.push_back("s6 " + std::to_string(i));
    t::make_cart(db(), tokens.back());
  }

  const auto told = t::crowd<int>(*this, 100, "gds_shop", [&](store::Db& on, int i) {
    return add(on, tokens[static_cast<std::size_t>(i)], thing.variant, 1, minutes_later(15)) ? 1
                                                                                             : 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{2}, std::count(told.begin(), told.end(), 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"2 0 2"}, counts(thing));
}

CPPUNIT_TEST_FIXTURE(Races, shoppers_and_the_sweep_at_once_keep_counter_and_rows_equal) {
  const auto a = stocked(6);
  const auto b = stocked(6);
  const auto bundle = t::make_bundle(db(), "BUNDLE", {{a.variant, 1}, {b.variant, 2}});
  std::atomic<int> half_minutes = 0;

  t::crowd<int>(*this, 8, "gds_shop", [&](store::Db& own, int i) {
    std::string token;
    for (int round = 0; round < 60; ++round) {
      const auto now = kNoon + std::chrono::seconds{30} * (i == 0 ? ++half_minutes : +half_minutes);
      if (i == 0) {
        for (const auto item : {a.item, b.item})
          own.transact("sweep", [&](Tx& tx) { return inventory::release_expired(tx, item, now); });
        continue;
      }
      const bool whole = (round + i) % 3 == 0;
      const cart::Choice choice{whole ? bundle : (i % 2 == 0 ? a.variant : b.variant), 1,
                                whole ? Money::cents(30000) : kPrice};
      const auto added = own.transact("add", [&](Tx& tx) {
        return cart::add(tx, {token, {}}, choice, {}, now);
      });
      if (added && added->new_token) token = *added->new_token;
      if (round % 4 == 3)
        static_cast<void>(own.transact("remove", [&](Tx& tx) {
          return cart::remove(tx, {token, {}}, choice.variant, {}, now);
        }));
    }
    return 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::string{}, t::stock_faults(db()));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, deadlocks());
  CPPUNIT_ASSERT_EQUAL(std::string{"t"}, sql("SELECT bool_and(held <= on_hand) FROM stock_items"));
}

}  // namespace
