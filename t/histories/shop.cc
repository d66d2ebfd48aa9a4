#include "catalog/gift_card.h"
#include "customers/customers.h"
#include "inventory/locations.h"
#include "promo/promo.h"
#include "t/db_test.h"
#include "t/histories/world.h"

namespace t::histories {

namespace {

const store::Query<base::ProductId(base::VariantId)> kProduct{"histories.product_of", R"sql(
    SELECT product_id FROM variants WHERE id = $1)sql"};

promo::Promotion promotion(const char* name, promo::Kind kind, promo::Class klass) {
  return {.id = base::PromotionId{0}, .name = name, .kind = kind, .klass = klass};
}

// The first shopper writes from two mailboxes, which staff found to be one person's.
base::CustomerId open_customers(store::Tx& tx) {
  const auto shopper = customers::for_mail(tx, "shopper0@example.com", "Kim Lee", kNoon);
  const auto work = customers::for_mail(tx, "work0@example.com", "Kim Lee", kNoon);
  BASE_CHECK(customers::merge(tx, work, shopper, "test", kNoon));
  return shopper;
}

// Two that apply by themselves, the second of buy and get; by code: one that lasts, one of
// shipping, one use in all, a gift for each customer, a short one that combines, one for the first
// shopper alone.
void open_promotions(store::Tx& tx, base::VariantId bought, base::VariantId given) {
  using promo::Class;
  using promo::Kind;
  auto sale = promotion("Sale", Kind::Percent, Class::Product);
  sale.percent = {333};
  promo::create(tx, sale, {}, "test", kNoon);
  auto three = promotion("Three for two", Kind::BuyGet, Class::Product);
  three.buy = 2;
  three.get = 1;
  three.percent = {10000};
  three.minimum = base::Money::cents(1000);
  promo::create(tx, three, {4, 1}, "test", kNoon);

  const auto coded = [&](promo::Promotion p, const char* code, promo::Limits limits,
                         promo::NewCode terms = {}) {
    p.starts = promo::Starts::ByCode;
    const auto id = promo::create(tx, p, limits, "test", kNoon);
    BASE_CHECK(promo::add_code(tx, id, code, terms, "test", kNoon));
  };
  auto ten = promotion("Ten percent", Kind::Percent, Class::Order);
  ten.percent = {1000};
  ten.most = base::Money::cents(2500);
  coded(ten, "TEN", {0, 2});
  coded(promotion("Free shipping", Kind::FreeShipping, Class::Shipping), "SHIPFREE", {});
  auto once = promotion("Once", Kind::Amount, Class::Order);
  once.amount = base::Money::cents(777);
  coded(once, "ONCE", {1, 0}, {.limit_total = 1});
  auto gift = promotion("A gift", Kind::BuyGet, Class::Product);
  gift.buy = 1;
  gift.get = 1;
  gift.percent = {5000};
  gift.include.products = {tx.one(kProduct, bought)};
  gift.gift.products = {tx.one(kProduct, given)};
  coded(gift, "GIFT", {0, 1});
  auto brief = promotion("Brief", Kind::Percent, Class::Order);
  brief.percent = {777};
  brief.combines = promo::Combines::Yes;
  brief.ends_at = minutes_later(20);
  coded(brief, "BRIEF", {5, 2});
  auto own = promotion("Your own", Kind::Amount, Class::Order);
  own.amount = base::Money::cents(1234);
  own.combines = promo::Combines::Yes;
  coded(own, "OWN", {}, {.limit_total = 2, .only_customer = open_customers(tx)});
}

}  // namespace

void open_shop(store::Db& db) {
  const auto a = make_variant(db, "SWITCH", base::Money::cents(45000));
  const auto b = make_variant(db, "CABLE", base::Money::cents(333));
  const auto c = make_variant(db, "RAILS", base::Money::cents(1999));
  make_stock(db, a, 4);
  make_stock(db, b, 9);
  make_stock(db, c, 3);
  db.transact("gift_cards", [](store::Tx& tx) { return catalog::offer_gift_card(tx, 25, kNoon); });
  make_bundle(db, "KIT", {{a, 1}, {b, 2}});
  BASE_CHECK(db.transact("loft", [](store::Tx& tx) {
    return inventory::add_location(tx, "loft", "Loft", inventory::Purpose::BackStock);
  }));
  db.transact("promotions", [&](store::Tx& tx) {
    open_promotions(tx, a, b);
    return base::Done{};
  });
}

}  // namespace t::histories
