#include "promo/promo.h"

#include "base/email.h"
#include "t/race/crowd.h"
#include "t/sale.h"

namespace {

using base::Money;
using base::OrderId;
using promo::ClaimWhy;
using t::kNoon;

struct Promotions : t::Sale {
  base::PromotionId save_ten(int limit_total, int per_customer = 0) {
    return db().transact("promotion", [&](store::Tx& tx) {
      const auto id = promo::create(tx,
                                    {.id = base::PromotionId{0},
                                     .name = "Ten off",
                                     .kind = promo::Kind::Amount,
                                     .klass = promo::Class::Order,
                                     .starts = promo::Starts::ByCode,
                                     .amount = Money::cents(1000)},
                                    {limit_total, per_customer}, "test", kNoon);
      CPPUNIT_ASSERT(promo::add_code(tx, id, "Save-10", {}, "test", kNoon));
      return id;
    });
  }
  // A cart ready to be paid, with the code.
  base::CartId cart_with_code(int units = 1) {
    const auto cart = ready_cart(units);
    sql("INSERT INTO cart_codes (cart_id, normalised, code, added_at) VALUES (" +
        std::to_string(cart.raw()) + ", 'SAVE10', 'save 10', '2026-11-22')");
    keep_quote(cart);
    return cart;
  }
  Money total_of(base::CartId cart) {
    return db().snapshot("total", [&](store::Tx& tx) {
      const auto draft = payment::draft(tx, cart, kNoon);
      const auto quote =
          payment::find_quote(tx, cart, payment::fingerprint(draft, terms.ship_from), kNoon);
      return draft.priced.total() + quote->tax;
    });
  }
  std::string uses() {
    return sql(
        "SELECT concat_ws(' ', p.used, c.used, (SELECT count(*) FROM coupon_claims WHERE state <> "
        "'released')) "
        "FROM promotions p JOIN coupons c ON c.promotion_id = p.id");
  }
  std::string broken() {
    return db().snapshot("faults", [](store::Tx& tx) {
      std::string all;
      for (const auto& fault : promo::faults(tx)) all += fault + "\n";
      return all;
    });
  }
};

CPPUNIT_TEST_FIXTURE(Promotions, a_code_is_one_in_any_spelling) {
  CPPUNIT_ASSERT_EQUAL(std::string{"SAVE10"}, promo::normalised_code(" save-1_0 "));
  for (const auto* none :
       {"", "ab", "säve10", "a;b;c", "12345678901234567890123456789012345678901"})
    CPPUNIT_ASSERT_EQUAL_MESSAGE(none, std::string{}, promo::normalised_code(none));
}

CPPUNIT_TEST_FIXTURE(Promotions, c1_who_buys_is_told_by_mail_case_and_tags_aside) {
  CPPUNIT_ASSERT_EQUAL(std::string{"kim@example.com"}, base::mail_key(" Kim+sale@Example.com"));
  CPPUNIT_ASSERT_EQUAL(std::string{"+x@example.com"}, base::mail_key("+x@example.com"));
}

CPPUNIT_TEST_FIXTURE(Promotions, c3_a_code_lowers_the_order_the_tax_and_what_stripe_is_asked) {
  save_ten(0);
  const auto cart = cart_with_code();
  // 450.00 - 10.00, shipping 19.95, and 8.25 % of both: 36.30 and 1.65.
  CPPUNIT_ASSERT_EQUAL(Money::cents(44000 + 1995 + 3630 + 165), total_of(cart));

  CPPUNIT_ASSERT(freeze(cart, total_of(cart)));

  CPPUNIT_ASSERT_EQUAL(std::string{"45000 1000 1995 49790 49790"},
                       sql("SELECT concat_ws(' ', subtotal_cents, discount_cents, shipping_cents, "
                           "total_cents, due_cents) FROM orders"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1000"}, sql("SELECT discount_cents FROM order_lines"));
  CPPUNIT_ASSERT_EQUAL(
      std::string{"Ten off save 10 order 1000"},
      sql("SELECT concat_ws(' ', name, code, class, amount_cents) FROM order_discounts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"t"}, sql("SELECT convert_from(coupon_body, 'UTF8') LIKE "
                                             "'%amount_off=1000&%' FROM payment_attempts"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0 1"}, uses());
}

CPPUNIT_TEST_FIXTURE(Promotions, c2_a_use_is_kept_when_paid_and_let_go_once_when_not) {
  save_ten(5);
  const auto cart = cart_with_code();
  CPPUNIT_ASSERT(freeze(cart, total_of(cart)));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 1"}, uses());
  const OrderId order{std::stoll(sql("SELECT id FROM orders"))};
  for (int twice = 0; twice < 2; ++twice)
    db().transact("give_up", [&](store::Tx& tx) {
      payment::give_up(tx, order, payment::Units::BackToCart, terms, {"stripe", "ended"}, kNoon);
      promo::release(tx, order, kNoon);
      return base::Done{};
    });
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0 0"}, uses());

  CPPUNIT_ASSERT(freeze(cart, total_of(cart)));
  complete(paid_session(sql("SELECT public_id FROM orders ORDER BY id DESC LIMIT 1")));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 1"}, uses());
  CPPUNIT_ASSERT_EQUAL(std::string{"kept"},
                       sql("SELECT state FROM coupon_claims ORDER BY id DESC LIMIT 1"));
  CPPUNIT_ASSERT_EQUAL(std::string{}, broken());
}

CPPUNIT_TEST_FIXTURE(Promotions, c4_a_used_up_code_drops_with_a_reason_before_payment) {
  save_ten(1);
  const auto first = cart_with_code();
  const auto second = cart_with_code();
  const auto agreed = total_of(second);
  CPPUNIT_ASSERT(freeze(first, total_of(first)));
  const auto before = everything() + uses();

  // What the second shopper agreed to is gone: the review is shown again.
  const auto refused = freeze(second, agreed);

  CPPUNIT_ASSERT(!refused && refused.why().why == payment::FreezeWhy::TotalChanged);
  CPPUNIT_ASSERT_EQUAL(before, everything() + uses());
  const auto draft =
      db().snapshot("draft", [&](store::Tx& tx) { return payment::draft(tx, second, kNoon); });
  CPPUNIT_ASSERT_EQUAL(Money{}, draft.priced.discount);
  CPPUNIT_ASSERT(draft.refused_codes.at(0).why == promo::NoCode::UsedUp);
}

CPPUNIT_TEST_FIXTURE(Promotions, c1_a_customer_has_no_more_uses_than_the_limit_under_another_tag) {
  const auto id = save_ten(0, 1);
  const auto claim = [&](OrderId order, const std::string& mail) {
    return db().transact("claim", [&](store::Tx& tx) {
      return promo::claim(tx, {{id, "Ten off", "SAVE10", promo::Class::Order, Money::cents(1000)}},
                          order, {base::mail_key(mail)}, kNoon);
    });
  };
  const auto order = [&](const std::string& token) {
    return t::make_order(db(), t::make_cart(db(), token), {{variant, item, 1}});
  };
  CPPUNIT_ASSERT(claim(order("a"), "kim@example.com"));
  const auto second = order("b");
  const auto before = uses();
  const auto refused = claim(second, "KIM+again@example.com");
  CPPUNIT_ASSERT(!refused && refused.why().why == ClaimWhy::UsedByYou);
  CPPUNIT_ASSERT_EQUAL(before, uses());
  CPPUNIT_ASSERT(claim(second, "lee@example.com"));
}

// 2.20: the voucher attack. Each thread has an order of its own and claims the code's only use.
CPPUNIT_TEST_FIXTURE(Promotions, r2_20_of_100_orders_that_claim_a_single_use_one_gets_it) {
  const auto id = save_ten(1);
  std::vector<OrderId> orders;
  for (int i = 0; i < 100; ++i)
    orders.push_back(
        t::make_order(db(), t::make_cart(db(), "t" + std::to_string(i)), {{variant, item, 1}}));

  const auto got = t::crowd<bool>(*this, 100, "gds_shop", [&](store::Db& on, int i) {
    const auto answer = on.transact("claim", [&](store::Tx& tx) {
      return promo::claim(tx, {{id, "Ten off", "save10", promo::Class::Order, Money::cents(1000)}},
                          orders[static_cast<std::size_t>(i)], {"m" + std::to_string(i)}, kNoon);
    });
    CPPUNIT_ASSERT(answer || answer.why().why == ClaimWhy::UsedUp);
    return static_cast<bool>(answer);
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(got.begin(), got.end(), true));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 0 1"}, uses());
  CPPUNIT_ASSERT_EQUAL(std::string{}, broken());
}

CPPUNIT_TEST_FIXTURE(Promotions, codes_of_a_batch_are_many_unique_and_of_one_use) {
  const auto id = save_ten(0);
  const auto codes = db().transact("batch", [&](store::Tx& tx) {
    return promo::add_batch(tx, id, 50, {}, "November", "test", kNoon);
  });
  CPPUNIT_ASSERT_EQUAL(std::size_t{50}, codes.size());
  CPPUNIT_ASSERT_EQUAL(std::size_t{14}, codes[0].size());
  CPPUNIT_ASSERT_EQUAL(std::string{"50"},
                       sql("SELECT count(DISTINCT normalised) FROM coupons WHERE limit_total = 1"));
}

}  // namespace
