#include <numeric>

#include "stripe_error.h"
#include "stripe_expand.h"
#include "stripe_session.h"
#include "stripe_session_lines.h"
#include "stripe_session_shipping.h"
#include "stripe_values.h"
#include "text.h"

namespace fakes {
namespace {

constexpr std::int64_t kSmallestCharge = 50;
constexpr std::int64_t kLargestCharge = 99999999;
constexpr std::int64_t kHalfHour = 30LL * 60;
constexpr std::int64_t kDay = 24LL * 60 * 60;

void check_mode(StripeWorld& world, const Param& p) {
  const bool renews = p["mode"].text() == "subscription";
  if (!renews && p["mode"].text() != "payment")
    throw bad_param("mode", "", "This account sets up no cards: mode is payment or subscription.");
  if (renews && p["payment_intent_data"].given())
    throw bad_param("payment_intent_data", "",
                    "You can not pass `payment_intent_data` in `subscription` mode.");
  if (!renews && p["subscription_data"].given())
    throw bad_param("subscription_data", "",
                    "You can only pass `subscription_data` in `subscription` mode.");
  for (const auto& [key, line] : p["line_items"].children())
    if (line["price_data"]["recurring"].given() != renews)
      throw bad_param("line_items[" + key + "][price_data][recurring]", "",
                      "A subscription has recurring prices, a payment one-time ones.");
  if (p["ui_mode"].text("hosted_page") != "hosted_page") {
    throw bad_param("ui_mode", "", "This account uses the hosted page only.");
  }
  if (!p["success_url"].given()) {
    throw bad_param("success_url", "parameter_missing", "Missing required param: success_url.");
  }
  if (p["customer"].given() && p["customer_email"].given()) {
    throw bad_param("customer_email", "",
                    "You may only specify one of these parameters: customer, customer_email.");
  }
  if (p["customer"].given()) {
    const Json* customer = world.customers.find(p["customer"].text());
    if (customer == nullptr || (*customer)["deleted"].boolean())
      throw no_such_param("customer", "customer", p["customer"].text());
  }
  if (p["automatic_tax"]["enabled"].boolean()) {
    throw bad_param("automatic_tax", "",
                    "You must have a valid origin address to enable automatic tax calculation.");
  }
  if (p["payment_intent_data"]["statement_descriptor"].given()) {
    throw bad_param("payment_intent_data[statement_descriptor]", "",
                    "Statement descriptors are not supported for cards; use "
                    "statement_descriptor_suffix.");
  }
}

std::int64_t checked_end(const Param& p, std::int64_t now) {
  if (!p["expires_at"].given()) return now + kDay;
  const auto end = p["expires_at"].number();
  if (end < now + kHalfHour || end > now + kDay) {
    throw bad_param(
        "expires_at", "",
        "The expires_at timestamp must be between 30 minutes and 24 hours from Checkout "
        "Session creation.");
  }
  return end;
}

Json session_of(const Param& p, std::int64_t now, std::int64_t end, const std::string& pay_base) {
  const auto id = "cs_test_" + random_token(58);
  return Json::object({
      {"id", id},
      {"object", "checkout.session"},
      {"after_expiration", Json{}},
      {"allow_promotion_codes", Json{}},
      {"amount_subtotal", 0},
      {"amount_total", 0},
      {"automatic_tax",
       Json::object({{"enabled", false}, {"provider", Json{}}, {"status", Json{}}})},
      {"billing_address_collection", text_or_null(p["billing_address_collection"])},
      {"cancel_url", text_or_null(p["cancel_url"])},
      {"client_reference_id", text_or_null(p["client_reference_id"])},
      {"collected_information", Json{}},
      {"created", now},
      {"currency", "usd"},
      {"customer", text_or_null(p["customer"])},
      {"customer_creation", p["customer_creation"].text("if_required")},
      {"customer_details", Json{}},
      {"customer_email", text_or_null(p["customer_email"])},
      {"discounts", Json::array()},
      {"expires_at", end},
      {"invoice", Json{}},
      {"livemode", false},
      {"locale", text_or_null(p["locale"])},
      {"metadata", metadata_of(p["metadata"])},
      {"mode", p["mode"].text()},
      {"payment_intent", Json{}},
      {"payment_method_types", Json{Json::Array{"card"}}},
      {"payment_status", "unpaid"},
      {"recovered_from", Json{}},
      {"shipping_address_collection", Json{}},
      {"shipping_cost", Json{}},
      {"shipping_options", Json::array()},
      {"status", "open"},
      {"submit_type", text_or_null(p["submit_type"])},
      {"subscription", Json{}},
      {"success_url", text_or_null(p["success_url"])},
      {"total_details", Json{}},
      {"ui_mode", "hosted_page"},
      {"url", pay_base + id},
  });
}

void store(StripeWorld& world, const Json& session, std::vector<Json> lines,
           const Param& intent_plan, const Param& subscription_data) {
  const auto id = session["id"].text();
  world.session_lines[id] = std::move(lines);
  world.intent_plans[id] =
      Json::object({{"description", text_or_null(intent_plan["description"])},
                    {"metadata", metadata_of(intent_plan["metadata"])},
                    {"receipt_email", text_or_null(intent_plan["receipt_email"])}});
  if (session["mode"].text() == "subscription")
    world.subscription_plans[id] =
        Json::object({{"metadata", metadata_of(subscription_data["metadata"])}});
  world.session_ends.emplace(session["expires_at"].number(), id);
  world.sessions.put(session);
}

}  // namespace

Json create_session(StripeWorld& world, const Call& call) {
  const auto& p = call.params;
  const auto now = world.now();
  check_mode(world, p);
  const auto end = checked_end(p, now);
  auto lines = session_lines_of(p["line_items"], now);
  const auto currency = lines.front()["currency"].text();
  const auto subtotal =
      std::accumulate(lines.begin(), lines.end(), std::int64_t{0},
                      [](auto sum, const Json& l) { return sum + l["amount_subtotal"].number(); });
  if (subtotal > kLargestCharge) {
    throw bad_param("line_items", "amount_too_large",
                    "The Checkout Session's total amount must be no more than $999,999.99.");
  }
  if (p["discounts"].given() && p["allow_promotion_codes"].given()) {
    throw bad_param("allow_promotion_codes", "",
                    "You may only specify one of these parameters: allow_promotion_codes, "
                    "discounts.");
  }
  const auto discount = discount_of(world, p["discounts"], subtotal, currency);
  Json options = shipping_options_of(p["shipping_options"], p["shipping_address_collection"]);
  const auto shipping =
      options.items().empty() ? 0 : options.items().front()["shipping_amount"].number();
  if (subtotal - discount + shipping < kSmallestCharge) {
    throw bad_param("line_items", "amount_too_small",
                    "The Checkout Session's total amount due must add up to at least $0.50 usd");
  }
  share_discount(lines, discount, subtotal);

  Json session = session_of(p, now, end, world.pay_base);
  session.set("amount_subtotal", subtotal);
  session.set("amount_total", subtotal - discount + shipping);
  session.set("currency", currency);
  session.set("total_details", Json::object({{"amount_discount", discount},
                                             {"amount_shipping", shipping},
                                             {"amount_tax", 0}}));
  if (!options.items().empty()) {
    session.set("shipping_cost",
                Json::object({{"amount_subtotal", shipping},
                              {"amount_tax", 0},
                              {"amount_total", shipping},
                              {"shipping_rate", options.items().front()["shipping_rate"]}}));
    session.set("shipping_options", std::move(options));
  }
  if (discount > 0) {
    session.set("discounts",
                Json{Json::Array{Json::object(
                    {{"coupon", p["discounts"].children().front().second["coupon"].text()},
                     {"promotion_code", Json{}}})}});
  }
  store(world, session, std::move(lines), p["payment_intent_data"], p["subscription_data"]);
  return expanded(world, std::move(session), p["expand"]);
}

}  // namespace fakes
