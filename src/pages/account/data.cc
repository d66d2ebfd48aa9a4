#include "base/json_writer.h"
#include "cart/lists.h"
#include "customers/customers.h"
#include "order/customer.h"
#include "pages/account/account.h"
#include "pages/account/session.h"

namespace pages::account {
namespace {

constexpr std::int64_t kAll = 100000;

std::string text(const std::optional<base::Instant>& at) {
  return at ? base::to_iso8601(*at) : std::string{};
}

// An address of the book or of an order: their fields have the same names.
template <class Address>
void write_address(base::JsonWriter& json, const Address& a) {
  json.field("name", a.name).field("company", a.company).field("line1", a.line1);
  json.field("line2", a.line2).field("city", a.city).field("state", a.state).field("zip", a.zip);
  json.field("phone", a.phone);
}

void write_addresses(base::JsonWriter& json, store::Tx& tx, base::CustomerId customer) {
  json.key("addresses").begin_array();
  for (const auto& [id, address, shipping, billing] : customers::addresses(tx, customer)) {
    json.begin_object().field("label", address.label);
    write_address(json, address);
    json.end_object();
  }
  json.end_array();
}

void write_orders(base::JsonWriter& json, store::Tx& tx, base::CustomerId customer) {
  json.key("orders").begin_array();
  for (const auto& order : order::of_customer(tx, customer, kAll)) {
    json.begin_object().field("number", order.number.value_or("")).field("state", order.state);
    json.field("placed_at", text(order.placed_at)).field("email", order.email);
    json.field("po_number", order.po_number).field("total_cents", order.total.in_cents());
    json.key("ships_to").begin_object();
    write_address(json, order::address(tx, order.id));
    json.end_object().key("lines").begin_array();
    for (const auto& line : order::lines(tx, order.id)) {
      json.begin_object().field("sku", line.sku).field("title", line.title);
      json.field("units", line.units).field("unit_price_cents", line.unit_price.in_cents());
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void write_lists(base::JsonWriter& json, store::Tx& tx, base::CustomerId customer,
                 base::Instant now) {
  const cart::Keeper keeper{{}, customer};
  json.key("lists").begin_array();
  for (const auto& head : cart::lists_of(tx, keeper)) {
    json.begin_object().field("name", head.name).key("items").begin_array();
    const auto list = cart::list_of(tx, keeper, head.id, now);
    for (const auto& item : list.value().items)
      json.begin_object().field("title", item.title).field("units", item.units).end_object();
    json.end_array().end_object();
  }
  json.end_array();
}

void write_signing_in(base::JsonWriter& json, store::Tx& tx, base::UserId user, base::Instant now) {
  json.key("sessions").begin_array();
  for (const auto& device : identity::devices(tx, user, now)) {
    json.begin_object().field("address", device.address).field("browser", device.agent);
    json.field("since", text(device.created_at)).field("seen", text(device.last_seen_at));
    json.end_object();
  }
  json.end_array().key("tries_to_sign_in").begin_array();
  for (const auto& past : identity::attempts(tx, user, kAll)) {
    json.begin_object().field("at", text(past.at)).field("address", past.address);
    json.field("browser", past.agent).field("outcome", past.outcome).end_object();
  }
  json.end_array();
}

}  // namespace

web::Response data(Ctx& ctx) {
  const auto& session = session_of(ctx);
  const auto customer = customer_of(ctx);
  base::JsonWriter json;
  json.begin_object().field("made_at", text(ctx.now)).field("email", session.email);
  json.field("name", session.name);
  ctx.db.snapshot("account_data", [&](store::Tx& tx) {
    if (const auto known = customers::find(tx, customer))
      json.field("phone", known->phone).field("customer_since", text(known->created_at));
    write_addresses(json, tx, customer);
    write_orders(json, tx, customer);
    write_lists(json, tx, customer, ctx.now);
    write_signing_in(json, tx, session.user, ctx.now);
    return true;
  });
  auto response = web::Response::json(json.end_object().take());
  response.header("Content-Disposition", "attachment; filename=\"my-data.json\"");
  return response;
}

}  // namespace pages::account
