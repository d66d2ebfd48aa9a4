#include "stripe_expand.h"

#include <algorithm>
#include <map>

#include "stripe_error.h"
#include "stripe_session.h"
#include "text.h"

namespace fakes {
namespace {

using Fields = std::map<std::string, std::string, std::less<>>;

// Which members of which object can be expanded, and what stands there then.
const std::map<std::string, Fields, std::less<>>& expandable() {
  static const std::map<std::string, Fields, std::less<>> kTable{
      {"checkout.session",
       {{"payment_intent", "payment_intent"},
        {"line_items", "list item"},
        {"customer", "customer"},
        {"invoice", "invoice"},
        {"subscription", "subscription"},
        {"total_details", "total_details"}}},
      {"total_details", {{"breakdown", ""}}},
      {"payment_intent", {{"latest_charge", "charge"}, {"customer", "customer"}}},
      {"charge", {{"payment_intent", "payment_intent"}, {"refunds", "list refund"}}},
      {"refund", {{"charge", "charge"}, {"payment_intent", "payment_intent"}}},
      {"dispute", {{"charge", "charge"}, {"payment_intent", "payment_intent"}}},
      {"balance_transaction", {{"source", ""}}},
      {"tax.calculation",
       {{"line_items", "list tax.calculation_line_item"}, {"shipping_cost", "tax.shipping_cost"}}},
      {"tax.calculation_line_item", {{"tax_breakdown", ""}}},
      {"tax.shipping_cost", {{"tax_breakdown", ""}}},
      {"tax.transaction", {{"line_items", "list tax.transaction_line_item"}}},
  };
  return kTable;
}

std::string type_below(const std::string& type, const std::string& field) {
  if (type.starts_with("list ")) return field == "data" ? type.substr(5) : "";
  const auto row = expandable().find(type);
  if (row == expandable().end()) return "";
  const auto found = row->second.find(field);
  if (found == row->second.end()) return "";
  return found->second.empty() ? "end" : found->second;
}

Json* any_object(StripeWorld& world, const std::string& id) {
  for (Shelf* shelf :
       {&world.intents, &world.charges, &world.refunds, &world.sessions, &world.disputes}) {
    if (Json* found = shelf->find(id)) return found;
  }
  return nullptr;
}

void expand_path(StripeWorld& world, Json& node, const std::vector<std::string>& steps,
                 std::size_t at) {
  if (at == steps.size() || node.is_null()) return;
  if (node.is_array()) {
    Json::Array items = node.items();
    for (auto& item : items) expand_path(world, item, steps, at);
    node = Json{std::move(items)};
    return;
  }
  const auto& field = steps[at];
  if (field == "line_items" && node["object"].text() == "checkout.session") {
    if (!node.has(field)) node.set(field, embedded_lines(world, node["id"].text()));
  } else if (field == "refunds" && node["object"].text() == "charge") {
    if (!node.has(field)) {
      Call none;
      const auto charge = node["id"].text();
      node.set(field, page_of(world, world.refunds, none, "/v1/charges/" + charge + "/refunds",
                              [&](const Json& r) { return r["charge"].text() == charge; }));
    }
  } else if (node[field].is_text()) {
    if (const Json* found = any_object(world, node[field].text())) node.set(field, *found);
  }
  if (node.has(field) && !node[field].is_text()) {
    expand_path(world, node.at(field), steps, at + 1);
  }
}

}  // namespace

void check_expand(const Param& expand, const std::string& type) {
  for (const auto& [key, path] : expand.children()) {
    const auto steps = split(path.text(), '.');
    if (steps.size() > 4) {
      throw bad_param("expand[" + key + "]", "",
                      "You cannot expand more than 4 levels of a property: " + path.text());
    }
    std::string at = type;
    for (const auto& step : steps) {
      at = type_below(at, step);
      if (at.empty()) {
        throw bad_param("expand[" + key + "]", "",
                        "This property cannot be expanded (" + path.text() + ").");
      }
    }
  }
}

Json expanded(StripeWorld& world, Json object, const Param& expand) {
  for (const auto& [key, path] : expand.children()) {
    expand_path(world, object, split(path.text(), '.'), 0);
  }
  return object;
}

bool asks_for(const Param& expand, const std::string& path) {
  return std::any_of(expand.children().begin(), expand.children().end(), [&](const auto& entry) {
    const auto asked = entry.second.text();
    return asked == path || asked.starts_with(path + ".");
  });
}

bool in_range(const Param& range, std::int64_t seconds) {
  if (!range.given()) return true;
  if (range.is_leaf()) return seconds == range.number();
  return (!range["gt"].given() || seconds > range["gt"].number()) &&
         (!range["gte"].given() || seconds >= range["gte"].number()) &&
         (!range["lt"].given() || seconds < range["lt"].number()) &&
         (!range["lte"].given() || seconds <= range["lte"].number());
}

}  // namespace fakes
