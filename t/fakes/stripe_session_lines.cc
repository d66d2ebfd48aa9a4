#include "stripe_session_lines.h"

#include <algorithm>

#include "stripe_error.h"
#include "stripe_values.h"
#include "text.h"

namespace fakes {
namespace {

void check_line(const Param& line, const std::string& at) {
  if (line["price"].given()) throw no_such_param(at + "[price]", "price", line["price"].text());
  const auto& price = line["price_data"];
  if (!price.given()) {
    throw bad_param(at, "parameter_missing", "You must specify either `price` or `price_data`.");
  }
  if (!price["unit_amount"].given()) {
    throw bad_param(at + "[price_data][unit_amount]", "parameter_missing",
                    "Missing required param: " + at + "[price_data][unit_amount].");
  }
  if (price["product"].given()) {
    throw no_such_param(at + "[price_data][product]", "product", price["product"].text());
  }
  if (!price["product_data"].given()) {
    throw bad_param(at + "[price_data][product_data]", "parameter_missing",
                    "Missing required param: " + at + "[price_data][product_data].");
  }
  if (!line["quantity"].given()) {
    throw bad_param(at + "[quantity]", "parameter_missing",
                    "Missing required param: " + at + "[quantity].");
  }
  const auto code = price["product_data"]["tax_code"].text("txcd_99999999");
  if (code.size() != 13 || !code.starts_with("txcd_")) {
    throw no_such_param(at + "[price_data][product_data][tax_code]", "tax code", code);
  }
}

Json recurring_of(const Param& recurring) {
  if (!recurring.given()) return {};
  return Json::object({{"interval", recurring["interval"].text()},
                       {"interval_count", recurring["interval_count"].number(1)}});
}

Json price_of(const Param& data, std::int64_t now) {
  return Json::object({{"id", "price_" + random_token(24)},
                       {"object", "price"},
                       {"active", false},
                       {"billing_scheme", "per_unit"},
                       {"created", now},
                       {"currency", data["currency"].text()},
                       {"livemode", false},
                       {"metadata", Json::object()},
                       {"product", "prod_" + random_token(14)},
                       {"recurring", recurring_of(data["recurring"])},
                       {"tax_behavior", data["tax_behavior"].text("unspecified")},
                       {"type", "one_time"},
                       {"unit_amount", data["unit_amount"].number()}});
}

}  // namespace

std::vector<Json> session_lines_of(const Param& items, std::int64_t now) {
  if (items.children().empty()) {
    throw bad_param("line_items", "parameter_missing", "Missing required param: line_items.");
  }
  if (items.children().size() > 100) {
    throw bad_param("line_items", "",
                    "Checkout Sessions in payment mode can have at most 100 line items.");
  }
  std::vector<Json> out;
  const auto currency = items.children().front().second["price_data"]["currency"].text();
  for (const auto& [key, line] : items.children()) {
    const auto at = "line_items[" + key + "]";
    check_line(line, at);
    const auto& data = line["price_data"];
    if (data["currency"].text() != currency) {
      throw bad_param(at + "[price_data][currency]", "",
                      "All line items of a session must share one currency.");
    }
    const auto amount = data["unit_amount"].number() * line["quantity"].number();
    out.push_back(Json::object({{"id", "li_" + random_token(24)},
                                {"object", "item"},
                                {"amount_discount", 0},
                                {"amount_subtotal", amount},
                                {"amount_tax", 0},
                                {"amount_total", amount},
                                {"currency", currency},
                                {"description", data["product_data"]["name"].text()},
                                {"metadata", metadata_of(line["metadata"])},
                                {"price", price_of(data, now)},
                                {"quantity", line["quantity"].number()}}));
  }
  return out;
}

std::int64_t discount_of(StripeWorld& world, const Param& discounts, std::int64_t subtotal,
                         const std::string& currency) {
  if (!discounts.given()) return 0;
  if (discounts.children().size() > 1) {
    throw bad_param("discounts", "", "You may only specify one discount.");
  }
  const auto& [key, discount] = discounts.children().front();
  const auto at = "discounts[" + key + "]";
  if (discount["promotion_code"].given()) {
    throw no_such_param(at + "[promotion_code]", "promotion code",
                        discount["promotion_code"].text());
  }
  const auto id = discount["coupon"].text();
  const Json* coupon = world.coupons.find(id);
  if (coupon == nullptr) throw no_such_param(at + "[coupon]", "coupon", id);
  const auto& redeem_by = (*coupon)["redeem_by"];
  const auto& most = (*coupon)["max_redemptions"];
  if ((redeem_by.is_number() && redeem_by.number() <= world.now()) ||
      (most.is_number() && (*coupon)["times_redeemed"].number() >= most.number())) {
    throw bad_param(at + "[coupon]", "coupon_expired", "Coupon " + id + " is expired.");
  }
  if (const auto percent = world.coupon_hundredths.find(id);
      percent != world.coupon_hundredths.end()) {
    return (subtotal * percent->second + 5000) / 10000;
  }
  if ((*coupon)["currency"].text() != currency) {
    throw bad_param(at + "[coupon]", "",
                    "The coupon's currency does not match the line items' currency.");
  }
  const auto off = (*coupon)["amount_off"].number();
  if (off > subtotal) {
    throw bad_param(at + "[coupon]", "",
                    "The coupon's amount_off is greater than the total of the line items.");
  }
  return off;
}

void share_discount(std::vector<Json>& lines, std::int64_t discount, std::int64_t subtotal) {
  if (discount == 0) return;
  std::vector<std::pair<std::int64_t, std::size_t>> remainders;
  std::int64_t left = discount;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto product = lines[i]["amount_subtotal"].number() * discount;
    lines[i].set("amount_discount", product / subtotal);
    left -= product / subtotal;
    remainders.emplace_back(-(product % subtotal), i);
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t i = 0; left > 0; ++i, --left) {
    Json& line = lines[remainders[i].second];
    line.set("amount_discount", line["amount_discount"].number() + 1);
  }
  for (auto& line : lines) {
    line.set("amount_total", line["amount_subtotal"].number() - line["amount_discount"].number());
  }
}

}  // namespace fakes
