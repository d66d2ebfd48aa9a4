#include <algorithm>

#include "cart/cart.h"
#include "cart/sale.h"
#include "order/refund.h"
#include "promo/promo.h"
#include "t/race/crowd.h"
#include "t/sale.h"

// Where other shops got hurt (invariants 2.2 to 2.12), a hundred at once, as the role whose
// statements may wait: on a busy machine the last of a hundred waits longer than a page may.
namespace {

using base::CartId;
using base::Money;
using payment::FreezeWhy;
using store::Tx;
using t::kNoon;

struct Requirements : t::Sale {
  void leave(int units) {
    sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) VALUES "
        "(1, 'counted', " +
        std::to_string(units - 3) + ", 'test', '2026-11-22')");
  }
  // What the review of this cart shows; keep_quote() taxes goods and shipping at 8.25 %.
  Money review(CartId cart, base::Instant now = kNoon) {
    const auto draft =
        db().snapshot("draft", [&](Tx& tx) { return payment::draft(tx, cart, now); });
    const auto tax = [](Money on) { return base::percent_of(on, {825}, base::Rounding::HalfUp); };
    return draft.priced.total() + tax(draft.priced.goods()) + tax(draft.shipping_charged());
  }
  // How many of a hundred got an order; those that did not were refused with `why`.
  std::ptrdiff_t placed(const std::vector<CartId>& carts, Money expected, FreezeWhy why,
                        base::Instant now = kNoon) {
    const auto got = t::crowd<int>(*this, 100, "gds_owner", [&](store::Db& on, int i) {
      const auto cart = carts[static_cast<std::size_t>(i) % carts.size()];
      const auto frozen = on.transact("freeze", [&](Tx& tx) {
        return payment::freeze(tx, cart, {expected, expected}, terms, now);
      });
      CPPUNIT_ASSERT(frozen || frozen.why().why == why);
      return frozen ? 1 : 0;
    });
    return std::count(got.begin(), got.end(), 1);
  }
  void tearDown() override {
    CPPUNIT_ASSERT_EQUAL(std::string{}, t::stock_faults(db()));
    Sale::tearDown();
  }
};

CPPUNIT_TEST_FIXTURE(Requirements, r2_2_a_part_and_its_bundle_in_one_cart_are_one_demand) {
  const auto kit = t::make_bundle(db(), "KIT", {{variant, 2}});
  std::vector<CartId> carts;
  for (int i = 0; i < 100; ++i) {
    carts.push_back(ready_cart(1));
    sql("INSERT INTO cart_lines (cart_id, variant_id, units, price_cents, added_at) SELECT " +
        std::to_string(carts.back().raw()) + ", id, 1, price_cents, '2026-11-22' FROM variants " +
        "WHERE id = " + std::to_string(kit.raw()));
    keep_quote(carts.back());
  }

  // Each alone fits into the three that are there, one switch beside its two in the kit.
  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, placed(carts, review(carts[0]), FreezeWhy::SoldOut));
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 3"}, stock());
}

CPPUNIT_TEST_FIXTURE(Requirements, r2_3_who_holds_the_last_unit_can_buy_it_and_once) {
  leave(1);
  const auto cart = ready_cart(1);
  sql("INSERT INTO holds (kind, cart_id, stock_item_id, units, taken_at, expires_at) VALUES "
      "('cart', 1, 1, 1, '2026-11-22 11:50Z', '2026-11-22 12:05Z'); "
      "UPDATE stock_items SET held = 1");

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, placed({cart}, total(1), FreezeWhy::BeingPaid));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM payment_attempts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 1"}, stock());
}

CPPUNIT_TEST_FIXTURE(Requirements, r2_4_a_unit_that_is_being_paid_is_nobody_elses_however_late) {
  leave(1);
  const auto paying = frozen_order(1);
  const auto later = kNoon + std::chrono::hours{24 * 3};
  std::vector<CartId> carts;
  for (int i = 0; i < 100; ++i) carts.push_back(ready_cart(1, later));

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{0}, placed(carts, total(1), FreezeWhy::SoldOut, later));
  CPPUNIT_ASSERT(complete(paid_session(paying), later) == payment::Completion::Placed);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 1 0"}, stock());
}

CPPUNIT_TEST_FIXTURE(Requirements, r2_5_of_100_clicks_one_is_the_order) {
  const auto cart = ready_cart(1);

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, placed({cart}, total(1), FreezeWhy::BeingPaid));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 1"},
                       sql("SELECT concat_ws(' ', (SELECT count(*) FROM orders), "
                           "(SELECT count(*) FROM payment_attempts))"));
}

CPPUNIT_TEST_FIXTURE(Requirements, r2_10_units_that_100_give_back_at_once_sum_to_what_was_paid) {
  db().transact("sale", [](Tx& tx) {
    promo::Promotion sale{.id = base::PromotionId{0},
                          .name = "Sale",
                          .kind = promo::Kind::Percent,
                          .klass = promo::Class::Order};
    sale.percent = {777};
    promo::create(tx, sale, {}, "test", kNoon);
    return base::Done{};
  });
  const auto cart = ready_cart(3);
  CPPUNIT_ASSERT(freeze(cart, review(cart)));
  CPPUNIT_ASSERT(complete(paid_session(sql("SELECT public_id FROM orders"))) ==
                 payment::Completion::Placed);

  const auto given = t::crowd<int>(*this, 100, "gds_owner", [&](store::Db& on, int) {
    return on.transact("grant",
                       [&](Tx& tx) {
                         return order::grant(tx, base::OrderId{1}, order::RefundKind::Units,
                                             {{{base::OrderLineId{1}, 1}}, {}, {}},
                                             {"test", "came back"}, kNoon);
                       })
               ? 1
               : 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{3}, std::count(given.begin(), given.end(), 1));
  CPPUNIT_ASSERT_EQUAL(
      sql("SELECT total_cents - discount_cents || ' ' || tax_cents FROM order_lines"),
      sql("SELECT sum(cents) FILTER (WHERE share = 'goods') || ' ' || sum(cents) FILTER (WHERE "
          "share = 'tax') FROM refund_shares"));
}

CPPUNIT_TEST_FIXTURE(Requirements, r2_12_a_bought_card_is_spent_or_taken_back_and_never_both) {
  CPPUNIT_ASSERT(complete(paid_session(frozen_order(1))) == payment::Completion::Placed);
  const tender::Bought bought{base::OrderId{1}, base::OrderLineId{1}, 1, Money::cents(10000),
                              "kim@example.com"};
  db().transact("bought", [&](Tx& tx) {
    tender::issue_bought(tx, bought, "test", kNoon);
    return base::Done{};
  });

  const auto done = t::crowd<int>(*this, 100, "gds_owner", [&](store::Db& on, int i) {
    return on.transact("either", [&](Tx& tx) -> int {
      const tender::Cause cause{"rival " + std::to_string(i), "test"};
      if (i % 2 == 0)
        return tender::disable_unspent(tx, bought.line, bought.face, {"refund 1", "test"}, kNoon)
                   ? 1
                   : 0;
      return tender::authorize(tx, base::OrderId{1000 + i},
                               {{{.card = base::GiftCardId{1}}, Money::cents(100)}}, cause, kNoon)
                 ? 2
                 : 0;
    });
  });

  const bool taken_back = std::count(done.begin(), done.end(), 1) > 0;
  const auto spent = std::count(done.begin(), done.end(), 2);
  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{taken_back ? 0 : 50}, spent);
  CPPUNIT_ASSERT_EQUAL(std::string{taken_back ? "0 0" : "10000 5000"},
                       sql("SELECT amount_cents || ' ' || authorized_cents FROM gift_cards"));
}

// The cart attack of ACIDRain: what is put in while the order is placed is not part of it unpaid.
CPPUNIT_TEST_FIXTURE(Requirements, acidrain_nothing_is_added_to_an_order_that_is_being_paid) {
  sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) VALUES "
      "(1, 'received', 100, 'test', '2026-11-22')");
  const auto cart = ready_cart(1);
  sql("UPDATE carts SET token_hash = encode(sha256('attack'), 'hex')");
  const auto price = db().at_once(
      "price", [&](Tx& tx) { return cart::sale_lines(tx, cart, kNoon).at(0).unit_price; });

  t::crowd<int>(*this, 100, "gds_owner", [&](store::Db& on, int i) {
    return on.transact("either", [&](Tx& tx) -> int {
      if (i % 2 == 0) return payment::freeze(tx, cart, {total(1), total(1)}, terms, kNoon) ? 1 : 0;
      const cart::Shopper attacker{"attack", std::nullopt};
      return cart::add(tx, attacker, {variant, 1, price}, {}, kNoon) ? 2 : 0;
    });
  });

  // Whoever came first: an order is of one unit, paid as one; and it closed the cart.
  CPPUNIT_ASSERT_EQUAL(
      std::string{"0"},
      sql("SELECT count(*) FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE "
          "(l.units, o.due_cents) <> (1, " +
          std::to_string(total(1).in_cents()) + ")"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"},
                       sql("SELECT count(*) FROM orders o JOIN cart_lines l ON l.cart_id = "
                           "o.cart_id WHERE l.units <> 1"));
}

}  // namespace
