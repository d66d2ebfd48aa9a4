#include "stripe/subscription.h"

#include <algorithm>

#include "base/utf8.h"
#include "stripe/form_body.h"
#include "stripe/id_of.h"

namespace stripe {
namespace {

constexpr std::size_t kNameBytes = 250;  // as of any product: stripe/bodies.cc

std::optional<base::Instant> time_in(const base::Json& json, std::string_view name) {
  const auto seconds = json.find(name);
  if (seconds.kind() != base::Json::Kind::Integer) return std::nullopt;
  return base::from_unix_seconds(seconds.integer());
}

base::Json within(const base::Json& json, std::string_view name) {
  return json.kind() == base::Json::Kind::Object ? json.find(name) : json;
}

std::string ours_in(const base::Json& metadata) {
  return metadata.kind() == base::Json::Kind::Object ? metadata.text_or("subscription_id", "") : "";
}

// The latest end among the items of a list, each read by `end_of`.
template <class EndOf>
std::optional<base::Instant> latest(const base::Json& list, EndOf end_of) {
  std::optional<base::Instant> end;
  const auto data = within(list, "data");
  if (data.kind() != base::Json::Kind::Array) return end;
  for (const auto& item : data.items())
    if (const auto one = end_of(item)) end = end ? std::max(*end, *one) : *one;
  return end;
}

base::Money cents(const base::Json& json, std::string_view name) {
  return base::Money::cents(json.integer_or(name, 0));
}

}  // namespace

std::string subscription_session_body(const SubscriptionAsk& ask) {
  FormBody out;
  out.add("mode", "subscription").add("ui_mode", "hosted_page");
  out.add("client_reference_id", ask.public_id);
  if (ask.customer.empty())
    out.add("customer_email", ask.customer_email);
  else
    out.add("customer", ask.customer);
  out.add("success_url", ask.success_url).add("cancel_url", ask.cancel_url);
  out.add("expires_at", ask.expires_at);
  out.add("line_items[0][quantity]", 1).add("line_items[0][price_data][currency]", "usd");
  out.add("line_items[0][price_data][unit_amount]", ask.price);
  out.add("line_items[0][price_data][recurring][interval]", ask.every);
  out.add("line_items[0][price_data][product_data][name]", base::cut_utf8(ask.name, kNameBytes));
  // Metadata of the session does not reach the subscription, whose events must find it too.
  out.add("subscription_data[metadata][subscription_id]", ask.public_id);
  out.add("metadata[subscription_id]", ask.public_id);
  return out.text();
}

std::string cancel_at_period_end_body() {
  FormBody out;
  out.add("cancel_at_period_end", "true");
  return out.text();
}

Subscription read_subscription(const base::Json& json) {
  const auto cancels = json.find("cancel_at_period_end");
  return {.id = json.at("id").text(),
          .public_id = ours_in(json.find("metadata")),
          .status = json.text_or("status", ""),
          .period_end =
              latest(json.find("items"),
                     [](const base::Json& item) { return time_in(item, "current_period_end"); }),
          .cancel_at_period_end = cancels.kind() == base::Json::Kind::Boolean && cancels.boolean(),
          .ended_at = time_in(json, "ended_at")};
}

Invoice read_invoice(const base::Json& json) {
  const auto details = within(json.find("parent"), "subscription_details");
  const bool renews = details.kind() == base::Json::Kind::Object;
  return {.id = json.text_or("id", ""),
          .subscription = renews ? id_of(details, "subscription") : "",
          .public_id = renews ? ours_in(details.find("metadata")) : "",
          .number = json.text_or("number", ""),
          .status = json.text_or("status", ""),
          .due = cents(json, "amount_due"),
          .paid = cents(json, "amount_paid"),
          .attempts = static_cast<int>(json.integer_or("attempt_count", 0)),
          .period_end = latest(json.find("lines"), [](const base::Json& line) {
            const auto period = line.find("period");
            return period.is_null() ? std::nullopt : time_in(period, "end");
          })};
}

InvoicePayment read_invoice_payment(const base::Json& json) {
  const auto payment = json.find("payment");
  return {id_of(json, "invoice"),
          payment.kind() == base::Json::Kind::Object ? id_of(payment, "payment_intent") : ""};
}

}  // namespace stripe
