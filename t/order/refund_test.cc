#include "order/refund.h"

#include <algorithm>
#include <random>

#include "order/books.h"
#include "order/fulfil.h"
#include "t/placed.h"
#include "t/race/crowd.h"
#include "tender/tender.h"

namespace {

using base::Money;
using order::Give;
using order::GrantRefusal;
using order::RefundKind;
using order::Share;
using store::Tx;
using t::kNoon;

struct Refunds : t::PlacedOrder {
  auto grant(const Give& give, RefundKind kind = RefundKind::Units) {
    return db().transact("grant",
                         [&](Tx& tx) { return order::grant(tx, kOrder, kind, give, kWhy, kNoon); });
  }
  std::string shares() {
    return sql(
        "SELECT string_agg(concat_ws(' ', share, order_line_id, units, cents), ', ' "
        "ORDER BY id) FROM refund_shares");
  }
};

CPPUNIT_TEST_FIXTURE(Refunds, r2_10_units_of_a_line_give_back_their_frozen_share) {
  // $89.99 over three: 30.00, 29.99, 30.00; its tax of 7.43: 2.48, 2.47, 2.48.
  CPPUNIT_ASSERT(grant({{{line(1), 1}}, {}, {}}));
  CPPUNIT_ASSERT(grant({{{line(1), 1}}, {}, {}}));
  CPPUNIT_ASSERT(grant({{{line(1), 1}}, {}, {}}));

  CPPUNIT_ASSERT_EQUAL(std::string{"goods 1 1 3000, tax 1 1 248, goods 1 1 2999, tax 1 1 247, "
                                   "goods 1 1 3000, tax 1 1 248"},
                       shares());
  CPPUNIT_ASSERT_EQUAL(std::string{"placed 23811 33553 over"}, standing());
}

CPPUNIT_TEST_FIXTURE(Refunds, r2_11_everything_given_back_is_what_was_charged) {
  CPPUNIT_ASSERT(grant({{{line(2), 1}}, Money::cents(700), {}}));
  CPPUNIT_ASSERT(grant({{}, {}, Money::cents(123)}, RefundKind::Goodwill));
  CPPUNIT_ASSERT(grant({{{line(1), 3}}, Money::cents(1295), {}}));
  // The last one takes the remainder: goodwill was an advance.
  const auto last = grant({{{line(2), 1}}, {}, {}});

  CPPUNIT_ASSERT(last);
  CPPUNIT_ASSERT_EQUAL(Money::cents(-123), last->grant.sum(Share::Goodwill));
  CPPUNIT_ASSERT_EQUAL(std::string{"placed 0 33553 over"}, standing());
  CPPUNIT_ASSERT_EQUAL(std::string{"2558"}, sql("SELECT sum(cents) FROM refund_shares WHERE share "
                                                "IN ('tax', 'shipping_tax')"));
}

CPPUNIT_TEST_FIXTURE(Refunds, more_than_is_left_is_refused_and_changes_nothing) {
  CPPUNIT_ASSERT(grant({{{line(1), 2}}, Money::cents(1000), {}}));
  const auto before = everything();
  const auto why = [&](const Give& give) {
    const auto refused = grant(give);
    CPPUNIT_ASSERT(!refused);
    CPPUNIT_ASSERT_EQUAL(before, everything());
    return refused.why();
  };

  CPPUNIT_ASSERT(why({{{line(1), 2}}, {}, {}}) == GrantRefusal::MoreUnits);
  CPPUNIT_ASSERT(why({{{line(1), 1}, {line(1), 1}}, {}, {}}) == GrantRefusal::MoreUnits);
  CPPUNIT_ASSERT(why({{{base::OrderLineId{99}, 1}}, {}, {}}) == GrantRefusal::MoreUnits);
  CPPUNIT_ASSERT(why({{}, Money::cents(996), {}}) == GrantRefusal::MoreShipping);
  CPPUNIT_ASSERT(why({{}, {}, Money::cents(33553)}) == GrantRefusal::MoreThanLeft);
  CPPUNIT_ASSERT(why({{}, {}, {}}) == GrantRefusal::Nothing);
  CPPUNIT_ASSERT(why({{}, Money{}, {}}) == GrantRefusal::Nothing);
}

CPPUNIT_TEST_FIXTURE(Refunds, an_order_that_was_not_placed_gives_nothing_back) {
  sql("INSERT INTO order_moves (from_state, to_state) VALUES ('placed', 'needs_attention'); "
      "UPDATE orders SET state = 'needs_attention'");

  const auto refused = grant({{{line(1), 1}}, {}, {}});

  CPPUNIT_ASSERT(!refused);
  CPPUNIT_ASSERT(refused.why() == GrantRefusal::NotPlaced);
  sql("INSERT INTO order_moves (from_state, to_state) VALUES ('needs_attention', 'placed') ON "
      "CONFLICT DO NOTHING; UPDATE orders SET state = 'placed'");
}

CPPUNIT_TEST_FIXTURE(Refunds, a_preview_says_what_is_granted_and_writes_nothing) {
  const auto before = everything();
  const Give give{{{line(1), 1}, {line(2), 1}}, Money::cents(1995), Money::cents(5)};

  const auto preview =
      db().snapshot("preview", [&](Tx& tx) { return order::preview_grant(tx, kOrder, give); });

  CPPUNIT_ASSERT_EQUAL(before, everything());
  CPPUNIT_ASSERT_EQUAL(preview->total(), grant(give)->grant.total());
}

CPPUNIT_TEST_FIXTURE(Refunds, r2_12_a_gift_card_given_back_is_worth_nothing_and_a_spent_one_stays) {
  sql("DELETE FROM order_line_stock WHERE order_line_id = 1; UPDATE order_lines SET kind = "
      "'gift_card' WHERE id = 1; INSERT INTO stock_movements (stock_item_id, kind, "
      "allocated_delta, order_id, cause, actor, at) VALUES (1, 'released', -3, 1, 'test', 'test', "
      "'2026-11-22')");
  db().transact("cards", [&](Tx& tx) {
    tender::issue_bought(tx, {kOrder, line(1), 3, Money::cents(3333), "kim@example.com"}, "test",
                         kNoon);
    CPPUNIT_ASSERT(order::hand_over(tx, kOrder, kWhy, kNoon));
    CPPUNIT_ASSERT(tender::authorize(tx, base::OrderId{1},
                                     {{{base::GiftCardId{1}, {}}, Money::cents(1)}},
                                     {"order 9", "test"}, kNoon));
    return base::Done{};
  });

  CPPUNIT_ASSERT(grant({{{line(1), 2}}, {}, {}}));

  const auto unspent = [&] {
    return db().snapshot("unspent", [&](Tx& tx) { return tender::unspent(tx, line(1)); });
  };
  CPPUNIT_ASSERT_EQUAL(Money::cents(3332), unspent());
  const auto before = everything();
  CPPUNIT_ASSERT(grant({{{line(1), 1}}, {}, {}}).why() == GrantRefusal::CardSpent);
  CPPUNIT_ASSERT_EQUAL(before, everything());
}

CPPUNIT_TEST_FIXTURE(Refunds, r2_11_of_100_who_give_back_the_last_unit_one_does) {
  CPPUNIT_ASSERT(grant({{{line(1), 2}}, {}, {}}));

  const auto granted = t::crowd<int>(*this, 100, "gds_jobs", [&](store::Db& on, int) {
    return on.transact("grant",
                       [&](Tx& tx) {
                         return order::grant(tx, kOrder, RefundKind::Units,
                                             {{{line(1), 1}}, {}, {}}, kWhy, kNoon);
                       })
               ? 1
               : 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(granted.begin(), granted.end(), 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"2"}, sql("SELECT count(*) FROM refunds"));
  CPPUNIT_ASSERT_EQUAL(std::string{"placed 23811 33553 over"}, standing());
}

CPPUNIT_TEST_FIXTURE(Refunds, what_was_granted_since_it_was_seen_refuses_a_grant) {
  const Give seen_nothing{{{line(1), 1}}, {}, {}, {}, Money{}};
  CPPUNIT_ASSERT(grant(seen_nothing));
  const auto before = everything();

  CPPUNIT_ASSERT(grant(seen_nothing).why() == GrantRefusal::Changed);
  CPPUNIT_ASSERT_EQUAL(before, everything());
  CPPUNIT_ASSERT(grant({{{line(1), 1}}, {}, {}, {}, Money::cents(3248)}));
}

CPPUNIT_TEST_FIXTURE(Refunds, r2_11_of_8_panels_that_saw_the_same_one_gives_back) {
  const auto granted = t::crowd<int>(*this, 8, "gds_admin", [&](store::Db& on, int) {
    const auto done = on.transact("grant", [&](Tx& tx) {
      return order::grant(tx, kOrder, RefundKind::Goodwill,
                          {{}, {}, Money::cents(500), {}, Money{}}, kWhy, kNoon);
    });
    CPPUNIT_ASSERT(done || done.why() == GrantRefusal::Changed);
    return done ? 1 : 0;
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(granted.begin(), granted.end(), 1));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 500"},
                       sql("SELECT count(*) || ' ' || sum(total_cents) FROM refunds"));
}

CPPUNIT_TEST_FIXTURE(Refunds, a_grant_is_named_by_its_largest_part) {
  CPPUNIT_ASSERT(kind_of(Give{{{line(1), 1}}, Money::cents(1), Money::cents(1)}) ==
                 RefundKind::Units);
  CPPUNIT_ASSERT(kind_of(Give{{}, Money::cents(1), Money::cents(1)}) == RefundKind::Shipping);
  CPPUNIT_ASSERT(kind_of(Give{{}, {}, Money::cents(1)}) == RefundKind::Goodwill);
}

CPPUNIT_TEST_FIXTURE(Refunds, a_grant_fails_at_any_statement_and_leaves_nothing) {
  const auto before = everything();
  for (int n = 1;; ++n) {
    t::FailAt fail{n};
    db().watch(&fail);
    bool failed = false;
    try {
      CPPUNIT_ASSERT(grant({{{line(1), 1}}, Money::cents(1), Money::cents(1)}));
    } catch (const store::DbError&) {
      failed = true;
    }
    db().watch(nullptr);
    if (!failed) {
      CPPUNIT_ASSERT_EQUAL(n - 1, fail.seen());
      break;
    }
    CPPUNIT_ASSERT_EQUAL(before, everything());
  }
}

// Random orders, given back in random pieces until nothing is left: no cent too many or too few.
struct RefundSums : CppUnit::TestFixture {
  std::int64_t roll(std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>{0, most}(random);
  }
  order::Books order() {
    order::Books books{};
    books.order.state = "placed";
    for (int i = 0; i < 1 + static_cast<int>(roll(4)); ++i) {
      const int units = 1 + static_cast<int>(roll(i == 0 ? 40 : 4));
      const auto goods = roll(roll(1) == 0 ? 20 : 1'000'000);
      const order::Progress line{base::OrderLineId{i + 1},
                                 i + 1,
                                 "",
                                 "",
                                 "goods",
                                 units,
                                 0,
                                 0,
                                 0,
                                 0,
                                 0,
                                 Money::cents(goods),
                                 Money::cents(roll(goods / 8 + 3))};
      books.order.total += line.goods + line.tax;
      books.lines.push_back(line);
    }
    books.order.shipping = Money::cents(roll(3) == 0 ? 0 : roll(9000));
    books.order.shipping_tax = Money::cents(roll(700));
    books.order.total += books.order.shipping + books.order.shipping_tax;
    return books;
  }
  // What write() does to the books.
  static void book(order::Books& books, const order::Grant& grant) {
    books.order.granted += grant.total();
    books.order.shipping_granted += grant.sum(Share::Shipping);
    books.order.shipping_tax_granted += grant.sum(Share::ShippingTax);
    books.order.goodwill += grant.sum(Share::Goodwill);
    for (const auto& share : grant.shares)
      for (auto& line : books.lines)
        if (share.share == Share::Goods && line.line == share.line) line.granted += share.units;
  }
  Give wish(const order::Books& books) {
    Give give{};
    for (const auto& line : books.lines)
      if (const auto n = static_cast<int>(roll(line.units - line.granted)); n > 0)
        give.lines.push_back({line.line, n});
    if (roll(2) == 0) give.shipping = Money::cents(roll(shipping_left(books).in_cents()));
    if (roll(3) == 0)
      give.goodwill = Money::cents(roll((books.order.total - books.order.granted).in_cents() / 4));
    return give;
  }
  static Give rest(const order::Books& books) {
    Give give{{}, shipping_left(books), {}};
    for (const auto& line : books.lines)
      if (line.granted < line.units) give.lines.push_back({line.line, line.units - line.granted});
    return give;
  }
  std::mt19937_64 random{20261127};
};

CPPUNIT_TEST_FIXTURE(RefundSums, r2_11_random_refunds_add_up_to_what_was_charged_with_its_tax) {
  for (int i = 0; i < 20'000; ++i) {
    auto books = order();
    Money tax;
    Money goods;
    const auto give = [&](const Give& what) {
      const auto grant = order::shares(books, what);
      if (!grant) {
        CPPUNIT_ASSERT(grant.why() == GrantRefusal::MoreThanLeft && !what.goodwill.is_zero());
        return;
      }
      for (const auto& share : grant->shares)
        CPPUNIT_ASSERT(share.share == Share::Goodwill || share.amount >= Money{});
      goods += grant->sum(Share::Goods) + grant->sum(Share::Shipping);
      tax += grant->sum(Share::Tax) + grant->sum(Share::ShippingTax);
      book(books, *grant);
      CPPUNIT_ASSERT(books.order.granted <= books.order.total);
    };
    for (int turn = static_cast<int>(roll(4)); turn > 0; --turn) give(wish(books));
    give(rest(books));

    Money all_goods = books.order.shipping;
    Money all_tax = books.order.shipping_tax;
    for (const auto& line : books.lines) {
      all_goods += line.goods;
      all_tax += line.tax;
    }
    CPPUNIT_ASSERT_EQUAL(all_goods, goods);
    CPPUNIT_ASSERT_EQUAL(all_tax, tax);
    CPPUNIT_ASSERT_EQUAL(books.order.total, books.order.granted);
    CPPUNIT_ASSERT_EQUAL(Money{}, books.order.goodwill);
  }
}

}  // namespace
