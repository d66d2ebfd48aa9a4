#pragma once
#include <string>
#include <vector>

#include "customers/customers.h"
#include "promo/promo.h"
#include "t/db_test.h"
#include "t/rows.h"

namespace t {

// A shop with promotions and orders that use them.
struct Promotions : OwnDatabase {
  // A tenth off the order, by itself unless a code is added.
  static promo::Promotion tenth() {
    return {.id = base::PromotionId{0},
            .name = "Tenth",
            .kind = promo::Kind::Percent,
            .klass = promo::Class::Order,
            .percent = {1000}};
  }
  base::PromotionId create(promo::Promotion p, const promo::Limits& limits = {}) {
    return db().transact(
        "create", [&](store::Tx& tx) { return promo::create(tx, p, limits, "test", kNoon); });
  }
  base::PromotionId create_by_code(const std::string& code, const promo::Limits& limits = {},
                                   const promo::NewCode& terms = {}) {
    auto p = tenth();
    p.starts = promo::Starts::ByCode;
    const auto id = create(p, limits);
    add_code(id, code, terms);
    return id;
  }
  void add_code(base::PromotionId id, const std::string& code, const promo::NewCode& terms = {}) {
    CPPUNIT_ASSERT(db().transact("code", [&](store::Tx& tx) {
      return promo::add_code(tx, id, code, terms, "test", kNoon);
    }));
  }
  base::CustomerId customer(const std::string& mail) {
    return db().transact(
        "customer", [&](store::Tx& tx) { return customers::for_mail(tx, mail, "Ann", kNoon); });
  }
  // An order awaiting payment.
  base::OrderId order() {
    const auto n = std::to_string(++made_);
    const auto variant = make_variant(db(), "MPN-" + n);
    const auto item = make_stock(db(), variant, 1);
    return make_order(db(), make_cart(db(), "token " + n), {{variant, item, 1}});
  }
  static promo::Applied applied(base::PromotionId id, const std::string& code = "") {
    return {id, "Tenth", code, promo::Class::Order, base::Money::cents(100)};
  }
  static auto claim(store::Db& db, base::OrderId order, const std::vector<promo::Applied>& applied,
                    const promo::Buyer& buyer, base::Instant now = kNoon) {
    return db.transact("claim",
                       [&](store::Tx& tx) { return promo::claim(tx, applied, order, buyer, now); });
  }
  void release(base::OrderId order) {
    db().transact("release", [&](store::Tx& tx) {
      promo::release(tx, order, kNoon);
      return base::Done{};
    });
  }
  void keep(base::OrderId order) {
    db().transact("keep", [&](store::Tx& tx) {
      promo::keep(tx, order, kNoon);
      return base::Done{};
    });
  }
  promo::Rules rules(const std::vector<std::string>& codes, const promo::Buyer& buyer = {},
                     base::Instant now = kNoon) {
    return db().snapshot("rules",
                         [&](store::Tx& tx) { return promo::rules(tx, codes, buyer, now); });
  }
  std::string used() {
    return sql("SELECT string_agg(used::text, ' ' ORDER BY id) FROM promotions");
  }
  std::string codes_used() {
    return sql("SELECT string_agg(used::text, ' ' ORDER BY id) FROM coupons");
  }
  std::string claims() {
    return sql("SELECT string_agg(state, ' ' ORDER BY id) FROM coupon_claims");
  }
  void tearDown() override {
    const auto faults = db().snapshot("faults", [](store::Tx& tx) { return promo::faults(tx); });
    CPPUNIT_ASSERT_EQUAL(std::string{}, faults.empty() ? std::string{} : faults.front());
    OwnDatabase::tearDown();
  }

 private:
  int made_ = 0;
};

}  // namespace t
