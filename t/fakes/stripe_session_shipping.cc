#include "stripe_session_shipping.h"

#include <algorithm>
#include <array>

#include "stripe_error.h"
#include "stripe_schemas.h"
#include "text.h"

namespace fakes {
namespace {

constexpr std::int64_t kLargestAmount = 99999999;

// Places Checkout does not take addresses in.
constexpr std::array kNotAccepted{"AS", "CX", "CC", "CU", "HM", "IR", "KP", "MH",
                                  "FM", "NF", "MP", "PW", "SY", "UM", "VI"};

Schema estimate() {
  return object({required("unit", choice({"hour", "day", "business_day", "week", "month"})),
                 required("value", integer(1))});
}

}  // namespace

Schema shipping_options_schema() {
  return list(
      object({{"shipping_rate", text(255)},
              {"shipping_rate_data",
               object({required("display_name", text(100)),
                       {"type", choice({"fixed_amount"})},
                       {"fixed_amount", object({required("amount", integer(0, kLargestAmount)),
                                                required("currency", currency())})},
                       {"tax_behavior", choice({"inclusive", "exclusive", "unspecified"})},
                       {"tax_code", text(50)},
                       {"delivery_estimate",
                        object({{"minimum", estimate()}, {"maximum", estimate()}})},
                       {"metadata", metadata()}})}}),
      5);
}

Schema shipping_countries_schema() {
  return object({required("allowed_countries", list(text(2), 300))});
}

Json shipping_options_of(const Param& options, const Param& collection) {
  for (const auto& [key, country] : collection["allowed_countries"].children()) {
    const auto code = country.text();
    if (std::find(kNotAccepted.begin(), kNotAccepted.end(), code) != kNotAccepted.end()) {
      throw bad_param("shipping_address_collection[allowed_countries][" + key + "]", "",
                      "Checkout does not take addresses in " + code + ".");
    }
  }
  Json out = Json::array();
  for (const auto& [key, option] : options.children()) {
    const auto at = "shipping_options[" + key + "]";
    if (option["shipping_rate"].given()) {
      throw no_such_param(at + "[shipping_rate]", "shipping rate", option["shipping_rate"].text());
    }
    const auto& amount = option["shipping_rate_data"]["fixed_amount"]["amount"];
    if (!amount.given()) {
      throw bad_param(at + "[shipping_rate_data][fixed_amount]", "parameter_missing",
                      "Missing required param: " + at + "[shipping_rate_data][fixed_amount].");
    }
    out.push(Json::object(
        {{"shipping_amount", amount.number()}, {"shipping_rate", "shr_1" + random_token(23)}}));
  }
  return out;
}

}  // namespace fakes
