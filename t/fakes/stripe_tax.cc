#include "stripe_tax.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "stripe_error.h"
#include "stripe_expand.h"
#include "stripe_tax_ruling.h"
#include "stripe_values.h"
#include "text.h"

namespace fakes {
namespace {

constexpr const char* kGoodsCode = "txcd_99999999";
constexpr const char* kShippingCode = "txcd_92010001";

void check_tax_code(const std::string& code, const std::string& param, TaxSubject subject) {
  const bool shaped =
      code.size() == 13 && code.starts_with("txcd_") &&
      std::all_of(code.begin() + 5, code.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool for_shipping = code.starts_with("txcd_9201");
  if (!shaped || (subject == TaxSubject::Shipping) != for_shipping) {
    throw no_such_param(param, "tax code", code);
  }
}

Json address_of(const Param& address) {
  Json out = Json::object();
  for (const char* name : {"city", "country", "line1", "line2", "postal_code", "state"}) {
    out.set(name, address[name].text().empty() ? Json{} : Json{address[name].text()});
  }
  return out;
}

TaxPlace checked_place(const Param& p) {
  if (p["customer"].given()) throw no_such_param("customer", "customer", p["customer"].text());
  const auto& details = p["customer_details"];
  if (!details.given()) {
    throw bad_param("customer_details", "parameter_missing",
                    "You must provide either `customer` or `customer_details`.");
  }
  if (!details["address_source"].given()) {
    throw bad_param("customer_details[address_source]", "parameter_missing",
                    "Missing required param: customer_details[address_source].");
  }
  if (p["ship_from_details"].given()) {
    tax_place(p["ship_from_details"]["address"], "ship_from_details[address]");
  }
  return tax_place(details["address"], "customer_details[address]");
}

struct Sums {
  std::vector<TaxedAmount> parts;
  Json lines = Json::array();
};

Sums taxed_lines(const Param& p, const TaxPlace& place) {
  Sums out;
  std::set<std::string> references;
  const auto exemption = p["customer_details"]["taxability_override"].text("none");
  for (const auto& [key, line] : p["line_items"].children()) {
    const auto at = "line_items[" + key + "]";
    const auto code = line["tax_code"].text(kGoodsCode);
    check_tax_code(code, at + "[tax_code]", TaxSubject::Goods);
    if (line["product"].given()) {
      throw no_such_param(at + "[product]", "product", line["product"].text());
    }
    const auto reference = line["reference"].text("L" + key);
    if (!references.insert(reference).second) {
      throw bad_param(at + "[reference]", "",
                      "The reference '" + reference + "' must be unique across line items.");
    }
    const bool inclusive = line["tax_behavior"].text() == "inclusive";
    const auto part = taxed(line["amount"].number(), inclusive,
                            tax_ruling(place, TaxSubject::Goods, code, exemption));
    out.parts.push_back(part);
    out.lines.push(Json::object({{"id", "tax_li_" + random_token(14)},
                                 {"object", "tax.calculation_line_item"},
                                 {"amount", part.amount},
                                 {"amount_tax", part.tax},
                                 {"livemode", false},
                                 {"metadata", metadata_of(line["metadata"])},
                                 {"product", Json{}},
                                 {"quantity", line["quantity"].number(1)},
                                 {"reference", reference},
                                 {"tax_behavior", inclusive ? "inclusive" : "exclusive"},
                                 {"tax_breakdown", line_breakdown(part, place)},
                                 {"tax_code", code}}));
  }
  return out;
}

Json taxed_shipping(const Param& p, const TaxPlace& place, std::vector<TaxedAmount>& parts) {
  const auto& shipping = p["shipping_cost"];
  if (!shipping.given()) return {};
  if (shipping["shipping_rate"].given()) {
    throw no_such_param("shipping_cost[shipping_rate]", "shipping rate",
                        shipping["shipping_rate"].text());
  }
  if (!shipping["amount"].given()) {
    throw bad_param("shipping_cost[amount]", "parameter_missing",
                    "Missing required param: shipping_cost[amount].");
  }
  const auto code = shipping["tax_code"].text(kShippingCode);
  check_tax_code(code, "shipping_cost[tax_code]", TaxSubject::Shipping);
  const bool inclusive = shipping["tax_behavior"].text() == "inclusive";
  const auto exemption = p["customer_details"]["taxability_override"].text("none");
  const auto part = taxed(shipping["amount"].number(), inclusive,
                          tax_ruling(place, TaxSubject::Shipping, code, exemption));
  parts.push_back(part);
  return Json::object({{"amount", part.amount},
                       {"amount_tax", part.tax},
                       {"tax_behavior", inclusive ? "inclusive" : "exclusive"},
                       {"tax_breakdown", line_breakdown(part, place)},
                       {"tax_code", code}});
}

std::int64_t tax_sum(const std::vector<TaxedAmount>& parts, bool inclusive) {
  return std::accumulate(parts.begin(), parts.end(), std::int64_t{0},
                         [&](std::int64_t sum, const TaxedAmount& part) {
                           return part.inclusive == inclusive ? sum + part.tax : sum;
                         });
}

Json customer_of(const Param& details) {
  Json ids = Json::array();
  for (const auto& [key, id] : details["tax_ids"].children()) {
    ids.push(Json::object({{"type", id["type"].text()}, {"value", id["value"].text()}}));
  }
  return Json::object({{"address", address_of(details["address"])},
                       {"address_source", details["address_source"].text()},
                       {"ip_address", text_or_null(details["ip_address"])},
                       {"tax_ids", std::move(ids)},
                       {"taxability_override", details["taxability_override"].text("none")}});
}

// As with every list in an object: the first ten, and a word that there are more.
constexpr std::size_t kEmbeddedLines = 10;

Json::Array without_breakdown(Json::Array lines) {
  for (auto& line : lines) line.erase("tax_breakdown");
  return lines;
}

// What the call asked to see of a stored calculation.
Json shown(Json calculation, const Param& expand) {
  Json::Array lines = calculation["line_items"]["data"].items();
  const bool more = lines.size() > kEmbeddedLines;
  if (more) lines.resize(kEmbeddedLines);
  if (!asks_for(expand, "line_items.data.tax_breakdown")) lines = without_breakdown(lines);
  calculation.at("line_items").set("data", Json{std::move(lines)});
  calculation.at("line_items").set("has_more", more);
  return calculation;
}

Json& calculation_at(StripeWorld& world, const std::string& id) {
  Json* found = world.calculations.find(id);
  if (found == nullptr) throw no_such_object("tax calculation", id);
  return *found;
}

}  // namespace

Json create_calculation(StripeWorld& world, const Call& call) {
  const auto& p = call.params;
  const auto place = checked_place(p);
  if (p["line_items"].children().empty()) {
    throw bad_param("line_items", "parameter_missing", "Missing required param: line_items.");
  }
  auto sums = taxed_lines(p, place);
  Json shipping = taxed_shipping(p, place, sums.parts);
  const auto amount =
      std::accumulate(sums.parts.begin(), sums.parts.end(), std::int64_t{0},
                      [](std::int64_t sum, const TaxedAmount& part) { return sum + part.amount; });
  const auto exclusive = tax_sum(sums.parts, false);
  const auto id = "taxcalc_1" + random_token(23);
  Json ship_from;
  if (p["ship_from_details"].given()) {
    ship_from = Json::object({{"address", address_of(p["ship_from_details"]["address"])}});
  }
  const auto lines_url = "/v1/tax/calculations/" + id + "/line_items";
  return shown(world.calculations.put(
                   Json::object({{"id", id},
                                 {"object", "tax.calculation"},
                                 {"amount_total", amount + exclusive},
                                 {"currency", p["currency"].text()},
                                 {"customer", Json{}},
                                 {"customer_details", customer_of(p["customer_details"])},
                                 {"expires_at", world.now() + world.calculation_seconds},
                                 {"line_items", Json::object({{"object", "list"},
                                                              {"data", std::move(sums.lines)},
                                                              {"has_more", false},
                                                              {"url", lines_url}})},
                                 {"livemode", false},
                                 {"ship_from_details", std::move(ship_from)},
                                 {"shipping_cost", std::move(shipping)},
                                 {"tax_amount_exclusive", exclusive},
                                 {"tax_amount_inclusive", tax_sum(sums.parts, true)},
                                 {"tax_breakdown", whole_breakdown(sums.parts, place)},
                                 {"tax_date", p["tax_date"].number(world.now())}})),
               p["expand"]);
}

Json retrieve_calculation(StripeWorld& world, const Call& call) {
  Json calculation = shown(calculation_at(world, call.id), call.params["expand"]);
  if (!asks_for(call.params["expand"], "line_items")) calculation.erase("line_items");
  return calculation;
}

Json list_calculation_lines(StripeWorld& world, const Call& call) {
  const auto& lines = calculation_at(world, call.id)["line_items"];
  Json page = page_of(lines["data"].items(), call, lines["url"].text());
  if (!asks_for(call.params["expand"], "data.tax_breakdown")) {
    page.set("data", Json{without_breakdown(page["data"].items())});
  }
  return page;
}

}  // namespace fakes
