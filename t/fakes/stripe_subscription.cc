#include "stripe_subscription.h"

#include "stripe_error.h"
#include "stripe_expand.h"
#include "stripe_payment.h"
#include "stripe_values.h"
#include "text.h"

namespace fakes {
namespace {

constexpr std::int64_t kDay = 24LL * 60 * 60;

std::int64_t length_of(const std::string& interval) {
  if (interval == "year") return 365 * kDay;
  if (interval == "month") return 30 * kDay;
  return interval == "week" ? 7 * kDay : kDay;
}

std::string customer_of(StripeWorld& world, const Json& session) {
  if (!session["customer"].is_null()) return session["customer"].text();
  const auto id = "cus_" + random_token(14);
  world.customers.put(Json::object({{"id", id},
                                    {"object", "customer"},
                                    {"created", world.now()},
                                    {"email", session["customer_email"]},
                                    {"livemode", false},
                                    {"metadata", Json::object()},
                                    {"name", Json{}}}));
  return id;
}

Json list_of(Json one) {
  return Json::object(
      {{"object", "list"}, {"data", Json{Json::Array{std::move(one)}}}, {"has_more", false}});
}

// The invoice of the period that ends at `end`.
Json& make_invoice(StripeWorld& world, const Json& subscription, std::int64_t amount,
                   std::int64_t begin, std::int64_t end) {
  const auto id = "in_" + random_token(24);
  return world.invoices.put(Json::object(
      {{"id", id},
       {"object", "invoice"},
       {"amount_due", amount},
       {"amount_paid", 0},
       {"attempt_count", 0},
       {"created", world.now()},
       {"currency", "usd"},
       {"customer", subscription["customer"]},
       {"hosted_invoice_url", "https://invoice.stripe.com/i/" + id},
       {"lines",
        list_of(Json::object({{"id", "il_" + random_token(24)},
                              {"object", "line_item"},
                              {"amount", amount},
                              {"period", Json::object({{"start", begin}, {"end", end}})}}))},
       {"livemode", false},
       {"number", "F-" + random_token(6)},
       {"parent", Json::object({{"type", "subscription_details"},
                                {"subscription_details",
                                 Json::object({{"metadata", subscription["metadata"]},
                                               {"subscription", subscription["id"]}})}})},
       {"status", "open"}}));
}

void pay(StripeWorld& world, Json& invoice, const Json& intent) {
  invoice.set("status", "paid");
  invoice.set("amount_paid", invoice["amount_due"]);
  invoice.set("attempt_count", invoice["attempt_count"].number() + 1);
  emit(world, "invoice.paid", invoice, nullptr);
  emit(world, "invoice_payment.paid",
       Json::object({{"id", "inpay_" + random_token(24)},
                     {"object", "invoice_payment"},
                     {"amount_paid", invoice["amount_paid"]},
                     {"invoice", invoice["id"]},
                     {"payment",
                      Json::object({{"type", "payment_intent"}, {"payment_intent", intent["id"]}})},
                     {"status", "paid"}}),
       nullptr);
}

Json& subscription_at(StripeWorld& world, const std::string& id) {
  Json* found = world.subscriptions.find(id);
  if (found == nullptr) throw no_such_object("subscription", id);
  return *found;
}

}  // namespace

void begin_subscription(StripeWorld& world, Json& session) {
  const auto& line = world.session_lines[session["id"].text()].front();
  const auto interval = line["price"]["recurring"]["interval"].text("month");
  const auto now = world.now();
  const auto end = now + length_of(interval);
  const auto customer = customer_of(world, session);
  const auto plan = world.subscription_plans[session["id"].text()];
  Json& made = world.subscriptions.put(
      Json::object({{"id", "sub_" + random_token(24)},
                    {"object", "subscription"},
                    {"cancel_at_period_end", false},
                    {"canceled_at", Json{}},
                    {"created", now},
                    {"currency", "usd"},
                    {"customer", customer},
                    {"ended_at", Json{}},
                    {"items", list_of(Json::object({{"id", "si_" + random_token(14)},
                                                    {"object", "subscription_item"},
                                                    {"current_period_start", now},
                                                    {"current_period_end", end},
                                                    {"price", line["price"]},
                                                    {"quantity", 1}}))},
                    {"livemode", false},
                    {"metadata", plan["metadata"]},
                    {"status", "active"}}));
  session.set("customer", customer);
  session.set("subscription", made["id"]);
  emit(world, "customer.subscription.created", made, nullptr);
  Json& invoice = make_invoice(world, made, session["amount_total"].number(), now, end);
  session.set("invoice", invoice["id"]);
  Json& intent = make_intent(world, session, Json::object({{"metadata", Json::object()}}));
  charge_intent(world, intent, ChargeFate::Succeeded);
  pay(world, invoice, intent);
}

void renew_subscription(StripeWorld& world, Json& subscription, Renewal renewal) {
  Json item = subscription["items"]["data"].items().front();
  const auto begin = item["current_period_end"].number();
  const auto end = begin + length_of(item["price"]["recurring"]["interval"].text("month"));
  const auto amount = item["price"]["unit_amount"].number();
  item.set("current_period_start", begin);
  item.set("current_period_end", end);
  subscription.set("items", list_of(std::move(item)));
  Json& invoice = make_invoice(world, subscription, amount, begin, end);
  if (renewal == Renewal::Failed) {
    invoice.set("attempt_count", 1);
    subscription.set("status", "past_due");
    emit(world, "invoice.payment_failed", invoice, nullptr);
  } else {
    subscription.set("status", "active");
    const auto session = Json::object(
        {{"amount_total", amount}, {"currency", "usd"}, {"customer", subscription["customer"]}});
    Json& intent = make_intent(world, session, Json::object({{"metadata", Json::object()}}));
    charge_intent(world, intent, ChargeFate::Succeeded);
    pay(world, invoice, intent);
  }
  emit(world, "customer.subscription.updated", subscription, nullptr);
}

void end_subscription(StripeWorld& world, Json& subscription) {
  subscription.set("status", "canceled");
  subscription.set("ended_at", world.now());
  subscription.set("canceled_at", world.now());
  emit(world, "customer.subscription.deleted", subscription, nullptr);
}

Json retrieve_subscription(StripeWorld& world, const Call& call) {
  return expanded(world, subscription_at(world, call.id), call.params["expand"]);
}

Json update_subscription(StripeWorld& world, const Call& call) {
  Json& found = subscription_at(world, call.id);
  if (found["status"].text() == "canceled")
    throw forbidden_now("", "resource_missing",
                        "A canceled subscription can only update its metadata.");
  if (call.params["cancel_at_period_end"].given())
    found.set("cancel_at_period_end", call.params["cancel_at_period_end"].boolean());
  update_metadata(found, call.params["metadata"]);
  emit(world, "customer.subscription.updated", found, &call);
  return found;
}

Json retrieve_invoice(StripeWorld& world, const Call& call) {
  const Json* found = world.invoices.find(call.id);
  if (found == nullptr) throw no_such_object("invoice", call.id);
  return *found;
}

}  // namespace fakes
