#include "pages/api/documents.h"

namespace pages::api {
namespace {

using base::JsonWriter;

template <class T>
void maybe(JsonWriter& json, std::string_view name, const std::optional<T>& value) {
  json.key(name);
  if (value)
    json.value(*value);
  else
    json.null();
}

void moment(JsonWriter& json, std::string_view name, const std::optional<base::Instant>& at) {
  maybe(json, name, at ? std::optional{base::to_iso8601(*at)} : std::nullopt);
}

void list_of(JsonWriter& json, std::string_view name, const std::vector<Document>& items) {
  json.key(name).begin_array();
  for (const auto& item : items) json.raw(item.body);
  json.end_array();
}

Document written(JsonWriter& json) {
  return {json.end_object().take()};
}

std::string address_of(const order::Address& address) {
  JsonWriter json;
  json.begin_object()
      .field("name", address.name)
      .field("company", address.company)
      .field("line1", address.line1)
      .field("line2", address.line2)
      .field("city", address.city)
      .field("state", address.state)
      .field("zip", address.zip)
      .field("phone", address.phone)
      .end_object();
  return json.take();
}

Document of_line(const order::Progress& line) {
  JsonWriter json;
  json.begin_object()
      .field("position", line.position)
      .field("sku", line.sku)
      .field("title", line.title)
      .field("kind", line.kind)
      .field("units", line.units)
      .field("total_cents", line.goods.in_cents())
      .field("tax_cents", line.tax.in_cents())
      .field("packed", line.packed)
      .field("fulfilled", line.fulfilled)
      .field("cancelled", line.cancelled)
      .field("returned", line.returned);
  return written(json);
}

Document of_line(const order::ParcelLine& line) {
  JsonWriter json;
  json.begin_object().field("sku", line.sku).field("title", line.title).field("units", line.units);
  return written(json);
}

template <class Row>
std::vector<Document> of_lines(const std::vector<Row>& rows) {
  std::vector<Document> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(of_line(row));
  return out;
}

}  // namespace

Document document(const catalog::Goods& goods, const std::vector<catalog::GoodsVariant>& variants) {
  JsonWriter json;
  json.begin_object()
      .field("id", goods.id.raw())
      .field("kind", goods.kind)
      .field("brand", goods.brand)
      .field("mpn", goods.mpn)
      .field("title", goods.title)
      .field("slug", goods.slug)
      .field("category", goods.category)
      .field("state", goods.state);
  maybe(json, "u_height_milli", goods.u_height_milli);
  maybe(json, "weight_g", goods.weight_g);
  maybe(json, "full_depth", goods.full_depth);
  maybe(json, "airflow", goods.airflow);
  maybe(json, "ports", goods.ports);
  maybe(json, "poe_ports", goods.poe_ports);
  maybe(json, "power_supplies", goods.power_supplies);
  maybe(json, "max_draw_watts", goods.max_draw_watts);
  moment(json, "updated_at", goods.updated_at);
  std::vector<Document> items;
  for (const auto& variant : variants) items.push_back(document(variant));
  list_of(json, "variants", items);
  return written(json);
}

Document document(const catalog::GoodsVariant& variant) {
  JsonWriter json;
  json.begin_object()
      .field("id", variant.id.raw())
      .field("product_id", variant.product.raw())
      .field("sku", variant.sku)
      .field("condition", catalog::word_of(variant.condition))
      .field("price_cents", variant.price.in_cents())
      .field("base_price_cents", variant.base_price.in_cents())
      .field("price_source", variant.price_source)
      .field("state", variant.state);
  moment(json, "updated_at", variant.updated_at);
  return written(json);
}

Document document(const inventory::Level& level) {
  JsonWriter json;
  json.begin_object()
      .field("variant_id", level.variant.raw())
      .field("sku", level.sku)
      .field("on_hand", level.on_hand)
      .field("allocated", level.allocated)
      .field("buffer", level.buffer)
      .field("available", level.available)
      .field("reorder_threshold", level.reorder_threshold);
  return written(json);
}

Document document(const order::Summary& order) {
  JsonWriter json;
  json.begin_object().field("number", order.number.value_or("")).field("state", order.state);
  moment(json, "placed_at", order.placed_at);
  json.field("email", order.email)
      .field("po_number", order.po_number)
      .field("subtotal_cents", order.subtotal.in_cents())
      .field("discount_cents", order.discount.in_cents())
      .field("shipping_cents", order.shipping.in_cents())
      .field("tax_cents", order.tax.in_cents())
      .field("total_cents", order.total.in_cents())
      .field("balance_cents", order.balance.in_cents());
  return written(json);
}

Document document(const order::Parcel& parcel, const std::vector<order::ParcelLine>& lines) {
  JsonWriter json;
  json.begin_object()
      .field("id", parcel.id.raw())
      .field("state", parcel.state)
      .field("carrier", parcel.carrier)
      .field("tracking", parcel.tracking);
  moment(json, "shipped_at", parcel.shipped_at);
  moment(json, "delivered_at", parcel.delivered_at);
  list_of(json, "lines", of_lines(lines));
  return written(json);
}

Document whole_order(store::Tx& tx, const order::Summary& order) {
  std::vector<Document> parcels;
  for (const auto& parcel : order::parcels(tx, order.id))
    parcels.push_back(document(parcel, order::parcel_lines(tx, parcel.id)));
  JsonWriter json;
  json.begin_object().key("order").raw(document(order).body);
  json.field("shipping_method", order.shipping_method_name);
  json.key("address").raw(address_of(order::address(tx, order.id)));
  list_of(json, "lines", of_lines(order::progress(tx, order.id)));
  list_of(json, "parcels", parcels);
  return written(json);
}

Document list(const std::vector<Document>& items, const std::string& next) {
  JsonWriter json;
  json.begin_object();
  list_of(json, "items", items);
  maybe(json, "next", next.empty() ? std::nullopt : std::optional{next});
  return written(json);
}

}  // namespace pages::api
