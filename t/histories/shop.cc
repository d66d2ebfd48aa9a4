#include "inventory/locations.h"
#include "promo/promo.h"
#include "t/db_test.h"
#include "t/histories/world.h"

namespace t::histories {

namespace {

promo::Promotion promotion(const char* name, promo::Kind kind, promo::Class klass) {
  return {.id = base::PromotionId{0}, .name = name, .kind = kind, .klass = klass};
}

// One that applies by itself, one of buy and get, three by code: for ever, for shipping, for once.
void open_promotions(store::Db& db) {
  db.transact("promotions", [](store::Tx& tx) {
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
    const auto coded = [&](promo::Promotion p, const char* code, promo::Limits limits) {
      p.starts = promo::Starts::ByCode;
      const auto id = promo::create(tx, p, limits, "test", kNoon);
      BASE_CHECK(promo::add_code(tx, id, code, {limits.total}, "test", kNoon));
    };
    auto ten = promotion("Ten percent", Kind::Percent, Class::Order);
    ten.percent = {1000};
    ten.most = base::Money::cents(2500);
    coded(ten, "TEN", {0, 2});
    coded(promotion("Free shipping", Kind::FreeShipping, Class::Shipping), "SHIPFREE", {});
    auto once = promotion("Once", Kind::Amount, Class::Order);
    once.amount = base::Money::cents(777);
    coded(once, "ONCE", {1, 0});
    return base::Done{};
  });
}

}  // namespace

void open_shop(store::Db& db) {
  const auto a = make_variant(db, "SWITCH", base::Money::cents(45000));
  const auto b = make_variant(db, "CABLE", base::Money::cents(333));
  const auto c = make_variant(db, "RAILS", base::Money::cents(1999));
  make_stock(db, a, 4);
  make_stock(db, b, 9);
  make_stock(db, c, 3);
  make_bundle(db, "KIT", {{a, 1}, {b, 2}});
  BASE_CHECK(db.transact("loft", [](store::Tx& tx) {
    return inventory::add_location(tx, "loft", "Loft", inventory::Purpose::BackStock);
  }));
  open_promotions(db);
}

}  // namespace t::histories
