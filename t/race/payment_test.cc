#include <algorithm>
#include <array>

#include "cart/sale.h"
#include "t/race/crowd.h"
#include "t/sale.h"

namespace {

using base::CartId;
using payment::Completion;
using payment::FreezeWhy;
using store::Tx;
using t::kNoon;

// What became of one buyer.
enum class Bought { Frozen, SoldOut, BeingPaid };

struct PaymentRaces : t::Sale {
  static Bought buy(store::Db& db, CartId cart, base::Money total, const payment::Terms& terms) {
    const auto frozen = db.transact("freeze", [&](Tx& tx) {
      return payment::freeze(tx, cart, {total, total}, terms, kNoon);
    });
    if (frozen) return Bought::Frozen;
    if (frozen.why().why == FreezeWhy::BeingPaid) return Bought::BeingPaid;
    CPPUNIT_ASSERT(frozen.why().why == FreezeWhy::SoldOut);
    CPPUNIT_ASSERT_EQUAL(0, frozen.why().sold_out->available);
    return Bought::SoldOut;
  }
  // S2, S3, 2.1: counters are what their rows add up to.
  void assert_sums() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{"0"},
        sql("SELECT count(*) FROM stock_items s WHERE held <> (SELECT coalesce(sum(units), 0) FROM "
            "holds WHERE stock_item_id = s.id) OR (on_hand, allocated) <> (SELECT "
            "sum(on_hand_delta), sum(allocated_delta) FROM stock_movements WHERE stock_item_id = "
            "s.id)"));
  }
  void leave(int units) {
    sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) VALUES "
        "(1, 'counted', " +
        std::to_string(units - 3) + ", 'test', '2026-11-22')");
  }
  // The webhook, the return page and stripe-reconcile, each as its program does it.
  Completion webhook(store::Db& on, const std::string& event, const stripe::Session& session) {
    const auto body = t::event_body(event, "checkout.session.completed", session);
    const auto kept =
        payment::keep_event(on, stripe::read_event(base::Json::parse(body)), body, kNoon);
    return payment::process_event(on, kept, terms, kNoon) == "placed" ? Completion::Placed
                                                                      : Completion::AlreadyDone;
  }
  Completion fetched(store::Db& on, const std::string& actor, const stripe::Session& session) {
    return on.transact("settle",
                       [&](Tx& tx) { return payment::complete(tx, session, terms, actor, kNoon); });
  }
  void assert_one_of_each(int orders = 1) {
    const auto n = std::to_string(orders);
    CPPUNIT_ASSERT_EQUAL(
        n + " " + n + " " + n + " " + n,
        sql("SELECT concat_ws(' ', (SELECT count(*) FROM orders WHERE state = 'placed'), "
            "(SELECT count(*) FROM stock_movements WHERE kind = 'allocated'), "
            "(SELECT count(*) FROM outbox WHERE kind = 'mail.order_confirmation'), "
            "(SELECT count(*) FROM payment_events))"));
  }
};

CPPUNIT_TEST_FIXTURE(PaymentRaces, r2_1_of_100_buyers_of_the_last_unit_one_gets_it) {
  leave(1);
  std::vector<CartId> carts;
  for (int i = 0; i < 100; ++i) carts.push_back(ready_cart(1));

  const auto bought = t::crowd<Bought>(*this, 100, "gds_shop", [&](store::Db& db, int i) {
    return buy(db, carts[static_cast<std::size_t>(i)], total(1), terms);
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(bought.begin(), bought.end(), Bought::Frozen));
  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{99},
                       std::count(bought.begin(), bought.end(), Bought::SoldOut));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 1"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM orders"));
  assert_sums();
}

CPPUNIT_TEST_FIXTURE(PaymentRaces,
                     of_100_carts_whose_holds_have_expired_one_freezes_the_last_unit) {
  leave(1);
  std::vector<CartId> carts;
  for (int i = 0; i < 100; ++i) carts.push_back(ready_cart(1));
  sql("INSERT INTO holds (kind, cart_id, stock_item_id, units, taken_at, expires_at) "
      "SELECT 'cart', id, 1, 1, '2026-11-22 11:00:00+00', '2026-11-22 11:15:00+00' FROM carts; "
      "UPDATE stock_items SET held = 100");

  const auto bought = t::crowd<Bought>(*this, 100, "gds_shop", [&](store::Db& db, int i) {
    return buy(db, carts[static_cast<std::size_t>(i)], total(1), terms);
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(bought.begin(), bought.end(), Bought::Frozen));
  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{99},
                       std::count(bought.begin(), bought.end(), Bought::SoldOut));
  assert_sums();
}

CPPUNIT_TEST_FIXTURE(PaymentRaces,
                     r2_6_whoever_brings_the_news_in_any_order_twice_it_is_one_order) {
  auto on_hooks = rival("gds_hooks");
  auto on_shop = rival("gds_shop");
  auto on_jobs = rival("gds_jobs");
  std::array<int, 3> order = {0, 1, 2};
  int orders = 0;
  do {
    sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) "
        "VALUES (1, 'received', 1, 'test', '2026-11-22')");
    const auto id = frozen_order(1);
    const auto session = paid_session(id);
    int placed = 0;
    for (int round = 0; round < 2; ++round)
      for (const int who : order) {
        const auto end = who == 0   ? webhook(on_hooks, "evt_" + id, session)
                         : who == 1 ? fetched(on_shop, "return page", session)
                                    : fetched(on_jobs, "stripe-reconcile", session);
        placed += end == Completion::Placed ? 1 : 0;
      }
    CPPUNIT_ASSERT_EQUAL(1, placed);
    assert_one_of_each(++orders);
  } while (std::next_permutation(order.begin(), order.end()));
}

CPPUNIT_TEST_FIXTURE(PaymentRaces, r2_6_all_at_once_it_is_one_order) {
  const auto id = frozen_order(1);
  const auto session = paid_session(id);

  const auto ends = t::crowd<Completion>(*this, 21, "gds_jobs", [&](store::Db& db, int i) {
    if (i % 3 == 0) return webhook(db, "evt_" + std::to_string(i % 2), session);
    return fetched(db, i % 3 == 1 ? "return page" : "stripe-reconcile", session);
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(ends.begin(), ends.end(), Completion::Placed));
  assert_one_of_each();
  CPPUNIT_ASSERT_EQUAL(std::string{"10002"}, sql("SELECT min(number) FROM free_numbers"));
}

CPPUNIT_TEST_FIXTURE(PaymentRaces, r2_7_a_number_is_lost_neither_to_rivals_nor_to_a_failure) {
  leave(28);
  std::vector<stripe::Session> sessions;
  for (int i = 0; i < 28; ++i) sessions.push_back(paid_session(frozen_order(1)));

  // Each third transaction fails after it has drawn its number.
  t::crowd<int>(*this, 27, "gds_jobs", [&](store::Db& db, int i) {
    const auto& session = sessions[static_cast<std::size_t>(i)];
    try {
      db.transact("settle", [&](Tx& tx) {
        payment::complete(tx, session, terms, "test", kNoon);
        if (i % 3 == 0) throw base::Error{"the power goes off"};
        return 0;
      });
    } catch (const base::Error&) {
      return 1;
    }
    return 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::string{"18"}, sql("SELECT count(number) FROM orders"));
  const std::string every_number =
      "SELECT string_agg(n::text, ' ' ORDER BY n) FROM (SELECT number::bigint AS n FROM orders "
      "UNION ALL SELECT number FROM free_numbers) x";
  CPPUNIT_ASSERT_EQUAL(sql("SELECT string_agg(n::text, ' ' ORDER BY n) FROM number_counters, "
                           "generate_series(10001, next_value - 1) AS n"),
                       sql(every_number));
  const auto lowest = sql("SELECT min(number) FROM free_numbers");
  auto on_jobs = rival("gds_jobs");
  fetched(on_jobs, "test", sessions[27]);
  CPPUNIT_ASSERT_EQUAL(lowest, sql("SELECT number FROM orders ORDER BY id DESC LIMIT 1"));
}

CPPUNIT_TEST_FIXTURE(PaymentRaces, an_order_is_completed_while_another_has_yet_to_commit) {
  const auto first = paid_session(frozen_order(1));
  const auto second = paid_session(frozen_order(1));
  sql("INSERT INTO free_numbers SELECT 'order', generate_series(9001, 9002)");
  // Two orders of one new mail meet at their customer's row, once.
  sql("UPDATE orders SET email = 'lee@example.com' WHERE id = 2");
  auto slow = rival("gds_hooks");
  auto quick = rival("gds_hooks");

  // Orders of the same goods meet at the stock row; these two do not.
  t::make_variant(db(), "OTHER");
  sql("INSERT INTO stock_items (variant_id, location_id, held) VALUES (2, 1, 1); "
      "INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) "
      "VALUES (2, 'received', 1, 'test', '2026-11-22'); "
      "UPDATE holds SET stock_item_id = 2 WHERE order_id = 2; "
      "UPDATE order_line_stock SET stock_item_id = 2 WHERE order_line_id = 2; "
      "UPDATE stock_items SET held = held - 1 WHERE id = 1");
  slow.transact("settle", [&](Tx& tx) {
    payment::complete(tx, first, terms, "slow", kNoon);
    return fetched(quick, "quick", second);
  });

  CPPUNIT_ASSERT_EQUAL(std::string{"9001 9002"},
                       sql("SELECT string_agg(number, ' ' ORDER BY id) FROM orders"));
}

CPPUNIT_TEST_FIXTURE(PaymentRaces, the_same_event_twenty_times_at_once_has_one_effect) {
  const auto id = frozen_order(1);
  const auto session = paid_session(id);

  const auto ends = t::crowd<Completion>(
      *this, 20, "gds_hooks", [&](store::Db& db, int) { return webhook(db, "evt_1", session); });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(ends.begin(), ends.end(), Completion::Placed));
  assert_one_of_each();
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM inbox_events"));
}

CPPUNIT_TEST_FIXTURE(PaymentRaces, payment_and_cancel_at_once_end_as_one_or_the_other) {
  for (int run = 0; run < 10; ++run) {
    const auto id = frozen_order(1);
    const auto session = paid_session(id);
    const auto order = base::OrderId{std::stoll(sql("SELECT max(id) FROM orders"))};
    t::crowd<bool>(*this, 2, "gds_shop", [&](store::Db& db, int who) {
      if (who == 0) return fetched(db, "return page", session) == Completion::Placed;
      return db.transact("give_up", [&](Tx& tx) {
        return payment::give_up(tx, order, payment::Units::Released, terms, {"shopper", ""}, kNoon);
      });
    });
    const auto state = sql("SELECT state FROM orders WHERE public_id = '" + id + "'");
    CPPUNIT_ASSERT(state == "placed" || state == "needs_attention");
    assert_sums();
    sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) "
        "VALUES (1, 'received', 1, 'test', '2026-11-22')");
  }
}

CPPUNIT_TEST_FIXTURE(PaymentRaces, a_late_payment_and_the_next_order_of_its_cart_are_both_kept) {
  int beside = 0;
  for (int run = 0; run < 10; ++run) {
    const auto id = frozen_order(1);
    const auto session = paid_session(id);
    const auto order = base::OrderId{std::stoll(sql("SELECT max(id) FROM orders"))};
    const auto cart = CartId{std::stoll(sql("SELECT max(id) FROM carts"))};
    db().transact("give_up", [&](Tx& tx) {
      return payment::give_up(tx, order, payment::Units::BackToCart, terms, {"shopper", ""}, kNoon);
    });

    const auto ends = t::crowd<int>(*this, 2, "gds_shop", [&](store::Db& db, int who) {
      if (who == 0) return static_cast<int>(fetched(db, "return page", session));
      return static_cast<int>(buy(db, cart, total(1), terms));
    });

    CPPUNIT_ASSERT(ends[0] == static_cast<int>(Completion::NeedsAttention));
    const bool next = ends[1] == static_cast<int>(Bought::Frozen);
    CPPUNIT_ASSERT(next || ends[1] == static_cast<int>(Bought::BeingPaid));
    CPPUNIT_ASSERT_EQUAL(
        std::string{next ? "needs_attention t, awaiting_payment f, completing"
                         : "needs_attention t, completed"},
        sql("SELECT string_agg(o.state || ' ' || left(o.paid_late::text, 1), ', ' ORDER BY o.id) "
            "|| ', ' || c.state FROM orders o JOIN carts c ON c.id = o.cart_id WHERE c.id = " +
            std::to_string(cart.raw()) + " GROUP BY c.id"));
    assert_sums();
    beside += next ? 1 : 0;
    sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) "
        "VALUES (1, 'received', 1, 'test', '2026-11-22')");
  }
  CPPUNIT_ASSERT_EQUAL(std::to_string(10 + beside), sql("SELECT count(*) FROM orders"));
}

// The interleaving that a crowd only meets by luck: the late payment comes while Place is half
// done.
CPPUNIT_TEST_FIXTURE(PaymentRaces, a_late_payment_in_the_middle_of_the_next_place_waits_its_turn) {
  const auto id = frozen_order(1);
  const auto session = paid_session(id);
  db().transact("give_up", [&](Tx& tx) {
    return payment::give_up(tx, base::OrderId{1}, payment::Units::BackToCart, terms,
                            {"shopper", ""}, kNoon);
  });
  std::thread late;
  t::Before half_way{"order.freeze", [&] {
                       late = std::thread{[&] {
                         auto hooks = rival("gds_hooks");
                         webhook(hooks, "evt_late", session);
                       }};
                     }};
  db().watch(&half_way);
  CPPUNIT_ASSERT(freeze(CartId{1}, total(1)));
  db().watch(nullptr);
  late.join();

  CPPUNIT_ASSERT(half_way.has_run());
  CPPUNIT_ASSERT_EQUAL(std::string{"needs_attention, awaiting_payment"},
                       sql("SELECT string_agg(state, ', ' ORDER BY id) FROM orders"));
  CPPUNIT_ASSERT_EQUAL(std::string{"needs attention"}, sql("SELECT outcome FROM inbox_events"));
}

}  // namespace
