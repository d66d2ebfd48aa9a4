#include <algorithm>

#include "base/columns.h"
#include "base/crypto.h"
#include "base/json_writer.h"
#include "shipping/shipping.h"

namespace shipping {
namespace {

using base::ShippingQuoteId;
using store::Query;

template <class T>
using Column = std::vector<T>;

const Query<ShippingQuoteId(CartId, std::string, std::string, Instant, Instant)> kKeep{
    "shipping.keep_quote", R"sql(
    INSERT INTO shipping_quotes (cart_id, cart_hash, address_hash, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5)
    RETURNING id)sql"};

const Query<void(ShippingQuoteId, Column<std::string>, Column<std::string>, Column<Money>,
                 Column<int>, Column<int>, Column<std::string>, Column<std::string>,
                 Column<std::string>, Column<std::optional<std::int64_t>>, Column<std::string>,
                 Column<std::string>)>
    kKeepMethods{"shipping.keep_quote_methods", R"sql(
    INSERT INTO shipping_quote_methods (quote_id, position, code, name, cents, min_days, max_days,
                                        ship_by, earliest, latest, tariff_id, zone, packages)
    SELECT $1, m.nth, m.code, m.name, m.cents, m.min_days, m.max_days, m.ship_by::date,
           m.earliest::date, m.latest::date, m.tariff, m.zone, m.packages::jsonb
      FROM unnest($2::text[], $3::text[], $4::bigint[], $5::int[], $6::int[], $7::text[],
                  $8::text[], $9::text[], $10::bigint[], $11::text[], $12::text[])
           WITH ORDINALITY m (code, name, cents, min_days, max_days, ship_by, earliest, latest,
                              tariff, zone, packages, nth))sql"};

struct Found {
  std::string cart_hash;
  std::string address_hash;
  bool good;
  static constexpr auto columns() {
    return base::Columns<&Found::cart_hash, &Found::address_hash, &Found::good>{};
  }
};
const Query<Found(ShippingQuoteId, CartId, Instant)> kFind{"shipping.find_quote", R"sql(
    SELECT cart_hash, address_hash, expires_at > $3 AND order_id IS NULL
      FROM shipping_quotes WHERE id = $1 AND cart_id = $2)sql"};

const Query<Quoted(ShippingQuoteId, std::string)> kMethod{"shipping.quoted_method", R"sql(
    SELECT code, name, cents, min_days, max_days
      FROM shipping_quote_methods WHERE quote_id = $1 AND code = $2)sql"};

const Query<void(ShippingQuoteId, OrderId)> kBind{"shipping.bind_quote", R"sql(
    UPDATE shipping_quotes SET order_id = $2 WHERE id = $1 AND order_id IS NULL)sql"};

const Query<void(Instant)> kForget{"shipping.forget_quotes", R"sql(
    DELETE FROM shipping_quotes WHERE order_id IS NULL AND expires_at < $1)sql"};

// An array of JSON keeps every boundary, whatever the shopper typed. Lines in whatever order they
// stand are the same cart.
std::string cart_hash(const Request& request) {
  std::vector<std::string> lines;
  for (const auto& line : request.lines) {
    base::JsonWriter text;
    text.begin_array().value(line.variant.raw()).value(line.units);
    text.value(line.payable.in_cents()).value(line.goods == Goods::GiftCard);
    if (line.lead) text.value(line.lead->min_days).value(line.lead->max_days);
    text.end_array();
    lines.push_back(text.take());
  }
  std::ranges::sort(lines);
  base::JsonWriter all;
  all.begin_array();
  for (const auto& line : lines) all.raw(line);
  all.end_array();
  return base::sha256_hex(all.take());
}

std::string address_hash(const Request& request) {
  base::JsonWriter text;
  text.begin_array();
  for (const auto& part : {request.line1, request.line2, request.state, request.zip})
    text.value(part);
  text.value(static_cast<int>(request.unloading.site));
  auto wishes = request.unloading.wishes;
  std::ranges::sort(wishes);
  for (const auto wish : wishes) text.value(static_cast<int>(wish));
  text.end_array();
  return base::sha256_hex(text.take());
}

std::string date(Day day) {
  return base::to_iso8601(day).substr(0, 10);
}

// Which units go in which package, and when each part leaves: what the price was made for.
std::string packages(const Offer& offer) {
  base::JsonWriter json;
  json.begin_array();
  for (const auto& shipment : offer.shipments)
    for (const auto& package : shipment.packages) {
      json.begin_object().field("weight_g", package.weight_g);
      if (package.size)
        json.key("size_mm")
            .begin_array()
            .value(package.size->l_mm)
            .value(package.size->w_mm)
            .value(package.size->h_mm)
            .end_array();
      if (!package.box.empty()) json.field("box", package.box);
      json.field("freight", package.freight).field("ship_by", date(shipment.promise.ship_by));
      json.key("contents").begin_array();
      for (const auto& content : package.contents)
        json.begin_object()
            .field("variant", content.variant.raw())
            .field("units", content.units)
            .end_object();
      json.end_array().end_object();
    }
  json.end_array();
  return json.take();
}

// One value of every offer as an array parameter.
template <class Get>
auto column(const Offers& offers, const Get& get) {
  Column<decltype(get(offers.methods.front()))> out;
  for (const auto& offer : offers.methods) out.push_back(get(offer));
  return out;
}

}  // namespace

ShippingQuoteId keep_quote(store::Tx& tx, CartId cart, const Request& request, const Offers& offers,
                           Instant now) {
  const auto quote =
      tx.one(kKeep, cart, cart_hash(request), address_hash(request), now, now + kQuoteLife);
  tx.exec(kKeepMethods, quote, column(offers, [](const Offer& o) { return o.code; }),
          column(offers, [](const Offer& o) { return o.name; }),
          column(offers, [](const Offer& o) { return o.price; }),
          column(offers, [](const Offer& o) { return o.min_days; }),
          column(offers, [](const Offer& o) { return o.max_days; }),
          column(offers, [](const Offer& o) { return date(o.promise.ship_by); }),
          column(offers, [](const Offer& o) { return date(o.promise.earliest); }),
          column(offers, [](const Offer& o) { return date(o.promise.latest); }),
          column(offers, [](const Offer& o) { return o.tariff; }),
          column(offers, [](const Offer& o) { return o.zone; }), column(offers, packages));
  return quote;
}

base::Result<Quoted, QuoteRefusal> quoted(store::Tx& tx, ShippingQuoteId quote, CartId cart,
                                          const Request& request, const std::string& method,
                                          Instant now) {
  const auto found = tx.one_or_none(kFind, quote, cart, now);
  if (!found) return QuoteRefusal::Unknown;
  if (!found->good) return QuoteRefusal::Expired;
  if (found->cart_hash != cart_hash(request) || found->address_hash != address_hash(request))
    return QuoteRefusal::Changed;
  const auto offer = tx.one_or_none(kMethod, quote, method);
  if (!offer) return QuoteRefusal::NoMethod;
  return *offer;
}

void bind_quote(store::Tx& tx, ShippingQuoteId quote, OrderId order) {
  BASE_CHECK(tx.exec(kBind, quote, order) == 1);
}

std::int64_t forget_quotes(store::Tx& tx, Instant before) {
  return tx.exec(kForget, before);
}

}  // namespace shipping
