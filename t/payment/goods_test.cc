#include "cart/cart.h"
#include "catalog/gift_card.h"
#include "catalog/shelf.h"
#include "pricing/pricing.h"
#include "t/race/crowd.h"
#include "t/sale.h"

namespace {

using base::Money;
using base::VariantId;
using payment::Completion;
using payment::FreezeWhy;
using payment::Units;
using t::kNoon;

// What is sold beside the switch in stock: several units at a lower price, rails that a supplier
// sends, gift cards.
struct OtherGoods : t::Sale {
  void setUp() override {
    Sale::setUp();
    sql("INSERT INTO products (brand_id, category_id, mpn, title, slug, weight_g) "
        "VALUES (1, 1, 'RAIL', 'Rail kit', 'cisco-rail', 1000);"
        "INSERT INTO variants (product_id, sku, condition, price_cents) "
        "VALUES (2, 'RAIL-N', 'new', 5000)");
    rail = VariantId{2};
  }
  template <class Work>
  auto staff(Work work) {
    return rival("gds_admin").transact("staff", work);
  }
  void supplied(std::optional<int> stock) {
    CPPUNIT_ASSERT(staff([&](store::Tx& tx) {
      return pricing::set_dropship(
          tx, "RAIL-N", {.price = {}, .stock = stock, .lead_days_min = 2, .lead_days_max = 4},
          "ann", kNoon);
    }));
  }
  VariantId gift_card(int dollars) {
    CPPUNIT_ASSERT(staff([&](store::Tx& tx) {
                     return catalog::offer_gift_card(tx, dollars, kNoon);
                   }) == catalog::GiftCardOffer::Created);
    return VariantId{std::stoll(sql("SELECT max(id) FROM variants"))};
  }
  base::CartId cart_with(const std::vector<std::pair<VariantId, int>>& lines,
                         const std::string& method = "ground") {
    const auto cart = ready_cart(1);
    sql("DELETE FROM cart_lines WHERE cart_id = " + std::to_string(cart.raw()));
    for (const auto& [ware, units] : lines)
      sql("INSERT INTO cart_lines (cart_id, variant_id, units, price_cents, added_at) SELECT " +
          std::to_string(cart.raw()) + ", id, " + std::to_string(units) +
          ", price_cents, '2026-11-22' FROM variants WHERE id = " + std::to_string(ware.raw()));
    sql("UPDATE checkouts SET shipping_method = '" + method +
        "' WHERE cart_id = " + std::to_string(cart.raw()));
    quote(cart);
    return cart;
  }
  payment::Draft draft(base::CartId cart) {
    return db().snapshot("draft", [&](store::Tx& tx) { return payment::draft(tx, cart, kNoon); });
  }
  // 8.25 % on everything but gift cards, as Stripe says.
  void quote(base::CartId cart) {
    const auto sale = draft(cart);
    payment::NewQuote quote{"taxcalc_goods_" + std::to_string(cart.raw()),
                            payment::fingerprint(sale, terms.ship_from),
                            {},
                            kNoon + std::chrono::hours{24},
                            {}};
    const auto put = [&](std::optional<VariantId> of, Money on) {
      const auto tax = base::percent_of(on, {825}, base::Rounding::HalfUp);
      quote.taxes.push_back(
          {static_cast<int>(quote.taxes.size()), of, "US-TX", "8.25", on, tax, "standard_rated"});
      quote.tax += tax;
    };
    for (std::size_t i = 0; i < sale.lines.size(); ++i)
      if (!sale.lines[i].is_gift_card) put(sale.lines[i].variant, sale.payable(i));
    if (!sale.shipping_charged().is_zero()) put(std::nullopt, sale.shipping_charged());
    db().transact("quote", [&](store::Tx& tx) {
      payment::keep_quote(tx, cart, quote, kNoon);
      return base::Done{};
    });
  }
  payment::Seen agreed(base::CartId cart) {
    return db().snapshot("review", [&](store::Tx& tx) {
      const auto sale = payment::draft(tx, cart, kNoon);
      const auto quote =
          payment::find_quote(tx, cart, payment::fingerprint(sale, terms.ship_from), kNoon);
      const auto total = sale.priced.total() + quote.value().tax;
      auto due = total;
      for (const auto& part : sale.tender(total)) due = due - part.amount;
      return payment::Seen{total, due};
    });
  }
  auto place(base::CartId cart, const payment::Seen& agreed) {
    return db().transact(
        "freeze", [&](store::Tx& tx) { return payment::freeze(tx, cart, agreed, terms, kNoon); });
  }
  auto place(base::CartId cart) { return place(cart, agreed(cart)); }
  stripe::Session paid() {
    return paid_session(sql("SELECT public_id FROM orders ORDER BY id DESC LIMIT 1"));
  }
  base::OrderId newest() { return base::OrderId{std::stoll(sql("SELECT max(id) FROM orders"))}; }
  bool give_up() {
    return db().transact("give_up", [&](store::Tx& tx) {
      return payment::give_up(tx, newest(), Units::BackToCart, terms, {"stripe", "ended"}, kNoon);
    });
  }
  std::string supply() {
    return sql(
        "SELECT stock || ' ' || coalesce((SELECT string_agg(state || ' ' || units, ', ' "
        "ORDER BY order_id) FROM supplier_takings), '-') FROM channel_overrides");
  }
  std::string lines() {
    return sql(
        "SELECT string_agg(concat_ws(' ', sku, units, unit_price_cents, total_cents, "
        "tax_cents, kind, source, lead_days), ', ' ORDER BY position) FROM order_lines");
  }
  VariantId rail{0};
};

CPPUNIT_TEST_FIXTURE(OtherGoods, several_units_are_frozen_at_the_price_of_so_many) {
  CPPUNIT_ASSERT(staff([](store::Tx& tx) {
    return pricing::put_list(tx, {"Volume", "", 0, {}}, {{"CIS-3850-R", 2, Money::cents(40000)}},
                             "ann", kNoon);
  }));
  const auto one = cart_with({{variant, 1}});
  const auto two = cart_with({{variant, 2}});
  CPPUNIT_ASSERT_EQUAL(Money::cents(45000), draft(one).lines[0].unit_price);
  CPPUNIT_ASSERT_EQUAL(Money::cents(40000), draft(two).lines[0].unit_price);
  CPPUNIT_ASSERT_EQUAL(Money::cents(45000), draft(two).lines[0].public_price);

  CPPUNIT_ASSERT(place(two));

  CPPUNIT_ASSERT_EQUAL(std::string{"CIS-3850-R 2 40000 80000 6600 goods own"}, lines());
}

// 2.15: whatever the cart holds.
CPPUNIT_TEST_FIXTURE(OtherGoods, r2_15_a_draft_is_as_many_statements_for_many_lines_as_for_one) {
  supplied(std::nullopt);
  const auto gift = gift_card(50);
  const auto statements = [&](base::CartId cart) {
    t::FailAt count{0};
    auto shop = rival("gds_shop");
    shop.watch(&count);
    shop.transact("draft", [&](store::Tx& tx) { return payment::draft(tx, cart, kNoon); });
    return count.seen();
  };
  const auto one = statements(cart_with({{variant, 1}}));

  CPPUNIT_ASSERT_EQUAL(one, statements(cart_with({{variant, 2}, {rail, 9}, {gift, 3}})));
}

CPPUNIT_TEST_FIXTURE(OtherGoods, a_suppliers_units_are_taken_at_freeze_and_given_back_once) {
  supplied(5);
  const auto cart = cart_with({{variant, 1}, {rail, 2}});

  CPPUNIT_ASSERT(place(cart));

  CPPUNIT_ASSERT_EQUAL(std::string{"CIS-3850-R 1 45000 45000 3713 goods own, RAIL-N 2 5000 10000 "
                                   "825 goods dropship 4"},
                       lines());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 taken 2"}, supply());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 1"}, stock());
  CPPUNIT_ASSERT(give_up());
  CPPUNIT_ASSERT(!give_up());
  CPPUNIT_ASSERT_EQUAL(std::string{"5 given_back 2"}, supply());
  CPPUNIT_ASSERT(place(cart));
  CPPUNIT_ASSERT(complete(paid()) == Completion::Placed);
  CPPUNIT_ASSERT_EQUAL(std::string{"3 given_back 2, taken 2"}, supply());
  CPPUNIT_ASSERT_EQUAL(std::string{"3 1 0"}, stock());
}

CPPUNIT_TEST_FIXTURE(OtherGoods, an_order_of_suppliers_goods_alone_moves_no_stock_of_ours) {
  supplied(std::nullopt);

  CPPUNIT_ASSERT(place(cart_with({{rail, 3}})));
  CPPUNIT_ASSERT(complete(paid()) == Completion::Placed);

  CPPUNIT_ASSERT_EQUAL(std::string{"3 0 0"}, stock());
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM supplier_takings"));
}

CPPUNIT_TEST_FIXTURE(OtherGoods, an_order_paid_late_takes_from_its_supplier_again_or_is_sold_out) {
  supplied(2);
  const auto cart = cart_with({{rail, 2}});
  CPPUNIT_ASSERT(place(cart));
  const auto session = paid();
  CPPUNIT_ASSERT(give_up());
  CPPUNIT_ASSERT(complete(session) == Completion::NeedsAttention);
  const auto resolve = [&] {
    return db().transact(
        "place", [&](store::Tx& tx) { return payment::resolve_place(tx, newest(), "ann", kNoon); });
  };
  sql("UPDATE channel_overrides SET stock = 1");
  CPPUNIT_ASSERT(resolve().why() == payment::ResolveRefusal::SoldOut);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 given_back 2"}, supply());
  sql("UPDATE channel_overrides SET stock = 2");

  CPPUNIT_ASSERT(resolve());

  CPPUNIT_ASSERT_EQUAL(std::string{"0 taken 2"}, supply());
}

CPPUNIT_TEST_FIXTURE(OtherGoods, r2_1_of_100_orders_for_a_suppliers_last_unit_one_gets_it) {
  supplied(1);
  std::vector<base::CartId> carts;
  for (int i = 0; i < 100; ++i) carts.push_back(cart_with({{rail, 1}}));
  const auto seen = agreed(carts.front());

  const auto got = t::crowd<bool>(*this, 100, "gds_shop", [&](store::Db& on, int i) {
    const auto placed = on.transact("freeze", [&](store::Tx& tx) {
      return payment::freeze(tx, carts[static_cast<std::size_t>(i)], seen, terms, kNoon);
    });
    CPPUNIT_ASSERT(placed || placed.why().why == FreezeWhy::SoldOut);
    return static_cast<bool>(placed);
  });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, std::count(got.begin(), got.end(), true));
  CPPUNIT_ASSERT_EQUAL(std::string{"0 taken 1"}, supply());
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM orders"));
}

CPPUNIT_TEST_FIXTURE(OtherGoods, a_gift_card_is_untaxed_weighs_nothing_and_is_issued_when_paid) {
  const auto gift = gift_card(50);
  const auto cart = cart_with({{variant, 1}, {gift, 2}});
  CPPUNIT_ASSERT_EQUAL(4000, draft(cart).weight_g());

  CPPUNIT_ASSERT(place(cart));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM gift_cards"));
  const auto session = paid();
  CPPUNIT_ASSERT(complete(session) == Completion::Placed);
  CPPUNIT_ASSERT(complete(session) == Completion::AlreadyDone);

  CPPUNIT_ASSERT_EQUAL(
      std::string{
          "CIS-3850-R 1 45000 45000 3713 goods own, GIFT-CARD-50 2 5000 10000 0 gift_card own"},
      lines());
  CPPUNIT_ASSERT_EQUAL(
      std::string{"5000 kim@example.com, 5000 kim@example.com"},
      sql("SELECT string_agg(amount_cents || ' ' || recipient, ', ') FROM gift_cards"));
  CPPUNIT_ASSERT_EQUAL(std::string{"2"},
                       sql("SELECT count(*) FROM outbox WHERE kind = 'mail.gift_card'"));
}

CPPUNIT_TEST_FIXTURE(OtherGoods, gift_cards_alone_are_sent_without_a_parcel_and_buy_no_others) {
  const auto gift = gift_card(50);
  const auto cart = cart_with({{gift, 1}}, "none");
  const auto card = db().transact("card", [&](store::Tx& tx) {
    return tender::issue(tx, Money::cents(100000), {}, "a test", "test", kNoon).card;
  });
  sql("INSERT INTO cart_gift_cards (cart_id, gift_card_id, added_at) VALUES (" +
      std::to_string(cart.raw()) + ", " + std::to_string(card.raw()) + ", '2026-11-22')");
  CPPUNIT_ASSERT_EQUAL(Money::cents(5000), agreed(cart).due);

  CPPUNIT_ASSERT(place(cart));
  CPPUNIT_ASSERT(complete(paid()) == Completion::Placed);

  CPPUNIT_ASSERT_EQUAL(
      std::string{"0 5000 5000 0 none"},
      sql("SELECT concat_ws(' ', shipping_cents, total_cents, due_cents, weight_g, "
          "shipping_method) FROM orders"));
  CPPUNIT_ASSERT_EQUAL(std::string{"100000 0, 5000 0"},
                       sql("SELECT string_agg(amount_cents || ' ' || used_cents, ', ' ORDER BY id) "
                           "FROM gift_cards"));
}

CPPUNIT_TEST_FIXTURE(OtherGoods, gift_cards_of_an_amount_are_offered_once_and_always_there) {
  const auto gift = gift_card(25);

  CPPUNIT_ASSERT(staff([](store::Tx& tx) { return catalog::offer_gift_card(tx, 25, kNoon); }) ==
                 catalog::GiftCardOffer::Unchanged);

  const auto added = rival("gds_shop").transact("add", [&](store::Tx& tx) {
    return cart::add(tx, {"", {}}, {gift, 40, Money::cents(2500)}, {}, kNoon);
  });
  CPPUNIT_ASSERT(added);
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM holds"));
  const auto bands = rival("gds_site").snapshot("shelf", [](store::Tx& tx) {
    const catalog::Shelf shelf{tx};
    std::string all;
    for (std::size_t i = 0; i < shelf.products(); ++i)
      all += shelf.product_page(i).offers.at(0).band == catalog::StockBand::SoldOut ? '-' : '+';
    return all;
  });
  CPPUNIT_ASSERT_EQUAL(std::string{"+-+"}, bands);
}

}  // namespace
