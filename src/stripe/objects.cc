#include "stripe/objects.h"

#include "stripe/id_of.h"

namespace stripe {
namespace {

base::Money cents(const base::Json& json, std::string_view name) {
  return base::Money::cents(json.at(name).integer());
}

base::Instant instant(const base::Json& json, std::string_view name) {
  return base::from_unix_seconds(json.at(name).integer());
}

// A line's part names its jurisdiction itself, a part of the whole names it with its rate.
std::string jurisdiction_of(const base::Json& part) {
  const auto own = part.find("jurisdiction");
  const auto place = own.is_null() ? part.find("tax_rate_details") : own;
  if (place.is_null()) return "";
  const auto country = place.text_or("country", "");
  const auto state = place.text_or("state", "");
  return state.empty() ? country : country + "-" + state;
}

std::vector<Calculation::Part> parts_of(const base::Json& json) {
  std::vector<Calculation::Part> parts;
  if (!json.has("tax_breakdown")) return parts;
  for (const auto& part : json.at("tax_breakdown").items()) {
    const auto rate = part.find("tax_rate_details");
    const auto place = part.find("jurisdiction");
    parts.push_back({jurisdiction_of(part),
                     rate.is_null() ? "0" : rate.text_or("percentage_decimal", "0"),
                     cents(part, "taxable_amount"), cents(part, "amount"),
                     part.text_or("taxability_reason", ""),
                     place.is_null() ? "" : place.text_or("display_name", ""),
                     place.is_null() ? "" : place.text_or("level", ""),
                     rate.is_null() ? "" : rate.text_or("tax_type", "")});
  }
  return parts;
}

// Older versions name the call by its id alone.
std::string request_of(const base::Json& request) {
  if (request.kind() == base::Json::Kind::Object) return request.text_or("id", "");
  return request.kind() == base::Json::Kind::Text ? request.text() : "";
}

}  // namespace

Session read_session(const base::Json& json) {
  const auto details = json.find("total_details");
  const auto money = [](const base::Json& from, std::string_view name) {
    return from.is_null() || !from.has(name) ? std::nullopt : std::optional{cents(from, name)};
  };
  return {.id = json.at("id").text(),
          .status = json.text_or("status", ""),
          .payment_status = json.at("payment_status").text(),
          .url = json.text_or("url", ""),
          .payment_intent = id_of(json, "payment_intent"),
          .order = json.text_or("client_reference_id", ""),
          .currency = json.text_or("currency", ""),
          .amount_total = base::Money::cents(json.integer_or("amount_total", 0)),
          .expires_at = instant(json, "expires_at"),
          .livemode = json.at("livemode").boolean(),
          .amount_subtotal = money(json, "amount_subtotal"),
          .amount_discount = money(details, "amount_discount")};
}

CalculationLines read_calculation_lines(const base::Json& json) {
  CalculationLines out{{}, json.has("has_more") && json.at("has_more").boolean()};
  for (const auto& line : json.at("data").items()) {
    out.lines.push_back({line.text_or("id", ""), line.at("reference").text(), cents(line, "amount"),
                         cents(line, "amount_tax"), parts_of(line)});
  }
  return out;
}

Calculation read_calculation(const base::Json& json) {
  // Where they were not sent along they are listed.
  auto first = json.has("line_items") ? read_calculation_lines(json.at("line_items"))
                                      : CalculationLines{{}, true};
  Calculation out{.id = json.at("id").text(),
                  .tax = cents(json, "tax_amount_exclusive"),
                  .total = cents(json, "amount_total"),
                  .expires_at = instant(json, "expires_at"),
                  .lines = std::move(first.lines),
                  .has_more_lines = first.has_more,
                  .shipping = std::nullopt};
  if (json.has("shipping_cost")) {
    const auto shipping = json.at("shipping_cost");
    out.shipping = Calculation::Line{"", "", cents(shipping, "amount"),
                                     cents(shipping, "amount_tax"), parts_of(shipping)};
  }
  out.whole = parts_of(json);
  return out;
}

Refund read_refund(const base::Json& json) {
  const auto metadata = json.find("metadata");
  return {.id = json.at("id").text(),
          .payment_intent = id_of(json, "payment_intent"),
          .status = json.text_or("status", ""),
          .failure = json.text_or("failure_reason", ""),
          .send = metadata.is_null() ? "" : metadata.text_or("refund", ""),
          .amount = cents(json, "amount"),
          .charge = id_of(json, "charge")};
}

TaxLines read_tax_lines(const base::Json& json) {
  TaxLines out{{}, json.at("has_more").boolean()};
  for (const auto& line : json.at("data").items())
    out.lines.push_back({line.at("id").text(), line.text_or("reference", "")});
  return out;
}

Event read_event(const base::Json& json) {
  if (json.text_or("object", "") != "event") throw base::JsonError{"object: not an event"};
  const auto data = json.find("data");
  const bool holds = data.kind() == base::Json::Kind::Object;
  return {.id = json.at("id").text(),
          .type = json.at("type").text(),
          .api_version = json.text_or("api_version", ""),
          .created = base::from_unix_seconds(json.integer_or("created", 0)),
          .livemode =
              json.has("livemode") ? std::optional{json.at("livemode").boolean()} : std::nullopt,
          .object = holds ? data.find("object") : data,
          .request = request_of(json.find("request")),
          .account = json.text_or("account", "")};
}

std::string Event::object_id() const {
  return object.kind() == base::Json::Kind::Object ? object.text_or("id", "") : "";
}

Page read_page(const base::Json& json) {
  return {json.at("data").items(), json.at("has_more").boolean()};
}

}  // namespace stripe
