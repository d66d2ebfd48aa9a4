#include <algorithm>

#include "stripe_error.h"
#include "stripe_expand.h"
#include "stripe_tax.h"
#include "stripe_tax_reversal.h"
#include "stripe_values.h"
#include "text.h"

namespace fakes {
namespace {

// One reference names one transaction, reversals included: the service's own idempotency.
void check_reference(StripeWorld& world, const std::string& reference) {
  const auto& ids = world.tax_transactions.ids();
  const bool taken = std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
    return (*world.tax_transactions.find(id))["reference"].text() == reference;
  });
  if (taken) {
    throw forbidden_now("reference", "resource_already_exists",
                        "A tax transaction with the reference '" + reference + "' already exists.");
  }
}

Json transaction_line(const Json& line) {
  return Json::object({{"id", "tax_li_" + random_token(14)},
                       {"object", "tax.transaction_line_item"},
                       {"amount", line["amount"]},
                       {"amount_tax", line["amount_tax"]},
                       {"livemode", false},
                       {"metadata", line["metadata"]},
                       {"product", Json{}},
                       {"quantity", line["quantity"]},
                       {"reference", line["reference"]},
                       {"reversal", Json{}},
                       {"tax_behavior", line["tax_behavior"]},
                       {"tax_code", line["tax_code"]},
                       {"type", "transaction"}});
}

Json transaction(StripeWorld& world, const Call& call, const Json& source) {
  return Json::object({{"id", "tax_1" + random_token(23)},
                       {"object", "tax.transaction"},
                       {"created", world.now()},
                       {"currency", source["currency"]},
                       {"customer", Json{}},
                       {"customer_details", source["customer_details"]},
                       {"line_items", Json::array()},
                       {"livemode", false},
                       {"metadata", metadata_of(call.params["metadata"])},
                       {"posted_at", call.params["posted_at"].number(world.now())},
                       {"reference", call.params["reference"].text()},
                       {"reversal", Json{}},
                       {"ship_from_details", source["ship_from_details"]},
                       {"shipping_cost", Json{}},
                       {"tax_date", source["tax_date"]},
                       {"type", "transaction"}});
}

Json stored(StripeWorld& world, Json object, Json::Array lines) {
  const auto url = "/v1/tax/transactions/" + object["id"].text() + "/line_items";
  object.set("line_items", Json::object({{"object", "list"},
                                         {"data", Json{std::move(lines)}},
                                         {"has_more", false},
                                         {"url", url}}));
  return world.tax_transactions.put(std::move(object));
}

Json& transaction_at(StripeWorld& world, const std::string& id) {
  Json* found = world.tax_transactions.find(id);
  if (found == nullptr) throw no_such_object("tax transaction", id);
  return *found;
}

}  // namespace

Json create_tax_transaction(StripeWorld& world, const Call& call) {
  const auto id = call.params["calculation"].text();
  const Json* calculation = world.calculations.find(id);
  if (calculation == nullptr) throw no_such_param("calculation", "tax calculation", id);
  check_reference(world, call.params["reference"].text());
  if ((*calculation)["expires_at"].number() <= world.now()) {
    throw forbidden_now("calculation", "", "The tax calculation " + id + " has expired.");
  }
  Json out = transaction(world, call, *calculation);
  Json shipping = (*calculation)["shipping_cost"];
  shipping.erase("tax_breakdown");
  out.set("shipping_cost", std::move(shipping));
  Json::Array lines;
  for (const auto& line : (*calculation)["line_items"]["data"].items()) {
    lines.push_back(transaction_line(line));
  }
  return stored(world, std::move(out), std::move(lines));
}

Json create_tax_reversal(StripeWorld& world, const Call& call) {
  const auto id = call.params["original_transaction"].text();
  const Json* original = world.tax_transactions.find(id);
  if (original == nullptr) throw no_such_param("original_transaction", "tax transaction", id);
  if ((*original)["type"].text() != "transaction") {
    throw forbidden_now("original_transaction", "", "A reversal cannot be reversed.");
  }
  check_reference(world, call.params["reference"].text());
  std::vector<Json> earlier;
  for (const auto& other : world.tax_transactions.ids()) {
    const Json& candidate = *world.tax_transactions.find(other);
    if (candidate["reversal"]["original_transaction"].text() == id) earlier.push_back(candidate);
  }
  auto reversed = reversal_of(call.params, *original, earlier);
  Json out = transaction(world, call, *original);
  out.set("type", "reversal");
  out.set("reversal", Json::object({{"original_transaction", id}}));
  out.set("shipping_cost", std::move(reversed.shipping));
  return stored(world, std::move(out), std::move(reversed.lines));
}

Json retrieve_tax_transaction(StripeWorld& world, const Call& call) {
  Json out = transaction_at(world, call.id);
  if (!asks_for(call.params["expand"], "line_items")) out.erase("line_items");
  return out;
}

Json list_transaction_lines(StripeWorld& world, const Call& call) {
  const auto& lines = transaction_at(world, call.id)["line_items"];
  return page_of(lines["data"].items(), call, lines["url"].text());
}

}  // namespace fakes
