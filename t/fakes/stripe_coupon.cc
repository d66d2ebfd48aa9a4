#include "stripe_coupon.h"

#include <algorithm>

#include "stripe_error.h"
#include "stripe_expand.h"
#include "stripe_values.h"
#include "text.h"

namespace fakes {
namespace {

// "12.5" as 1250.
std::int64_t hundredths(const std::string& percent) {
  const auto dot = percent.find('.');
  const auto whole = whole_number(percent.substr(0, dot)).value_or(0);
  if (dot == std::string::npos) return whole * 100;
  auto fraction = percent.substr(dot + 1);
  fraction.resize(2, '0');
  return whole * 100 + whole_number(fraction).value_or(0);
}

void check(StripeWorld& world, const Param& p) {
  const auto id = p["id"].text();
  if (std::any_of(id.begin(), id.end(),
                  [](unsigned char c) { return std::isalnum(c) == 0 && c != '_' && c != '-'; })) {
    throw bad_param("id", "", "Coupon ids may hold letters, digits, _ and - only.");
  }
  if (p["amount_off"].given() == p["percent_off"].given()) {
    throw bad_param("amount_off", "parameter_missing",
                    "You must provide exactly one of these parameters: amount_off, percent_off.");
  }
  if (p["amount_off"].given() && !p["currency"].given()) {
    throw bad_param("currency", "parameter_missing", "Missing required param: currency.");
  }
  if (p["duration"].text() == "repeating" && !p["duration_in_months"].given()) {
    throw bad_param("duration_in_months", "parameter_missing",
                    "Missing required param: duration_in_months.");
  }
  if (p["redeem_by"].given() && p["redeem_by"].number() <= world.now()) {
    throw bad_param("redeem_by", "", "redeem_by must be a time in the future.");
  }
  if (world.coupons.find(id) != nullptr) {
    throw forbidden_now("id", "resource_already_exists", "Coupon already exists.");
  }
}

Json number_or_null(const Param& param) {
  return param.given() ? Json{param.number()} : Json{};
}

Json& coupon_at(StripeWorld& world, const std::string& id) {
  Json* found = world.coupons.find(id);
  if (found == nullptr) throw no_such_object("coupon", id);
  return *found;
}

}  // namespace

Json create_coupon(StripeWorld& world, const Call& call) {
  const auto& p = call.params;
  check(world, p);
  Json coupon = Json::object({{"id", p["id"].given() ? p["id"].text() : random_token(8)},
                              {"object", "coupon"},
                              {"amount_off", number_or_null(p["amount_off"])},
                              {"created", world.now()},
                              {"currency", text_or_null(p["currency"])},
                              {"duration", p["duration"].text("once")},
                              {"duration_in_months", number_or_null(p["duration_in_months"])},
                              {"livemode", false},
                              {"max_redemptions", number_or_null(p["max_redemptions"])},
                              {"metadata", metadata_of(p["metadata"])},
                              {"name", text_or_null(p["name"])},
                              {"percent_off", Json{}},
                              {"redeem_by", number_or_null(p["redeem_by"])},
                              {"times_redeemed", 0},
                              {"valid", true}});
  if (p["percent_off"].given()) {
    coupon.set("percent_off", Json::decimal(p["percent_off"].text()));
    world.coupon_hundredths[coupon["id"].text()] = hundredths(p["percent_off"].text());
  }
  return world.coupons.put(std::move(coupon));
}

Json retrieve_coupon(StripeWorld& world, const Call& call) {
  return coupon_at(world, call.id);
}

Json list_coupons(StripeWorld& world, const Call& call) {
  return page_of(world, world.coupons, call, "/v1/coupons", [&](const Json& coupon) {
    return in_range(call.params["created"], coupon["created"].number());
  });
}

Json delete_coupon(StripeWorld& world, const Call& call) {
  coupon_at(world, call.id);
  world.coupons.remove(call.id);
  world.coupon_hundredths.erase(call.id);
  return Json::object({{"id", call.id}, {"object", "coupon"}, {"deleted", true}});
}

}  // namespace fakes
