#include "order/shipping_request.h"

#include "base/crypto.h"
#include "base/json_writer.h"
#include "store/outbox.h"

namespace order {
namespace {

using store::Query;

const Query<ShippingRequestId(CartId, std::string, Instant, std::vector<VariantId>,
                              std::vector<int>)>
    kAsk{"order.ask_for_shipping", R"sql(
    WITH request AS (
      INSERT INTO shipping_requests (cart_id, fingerprint, email, name, company, line1, line2, city,
                                     state, zip, phone, unload_site, unload_wishes, asked_at)
      SELECT cart_id, $2, email, name, company, line1, line2, city, state, zip, phone, unload_site,
             unload_wishes, $3
        FROM checkouts WHERE cart_id = $1
      ON CONFLICT (cart_id, fingerprint) DO NOTHING
      RETURNING id),
    line AS (
      INSERT INTO shipping_request_lines (request_id, position, variant_id, units)
      SELECT request.id, l.nth, l.variant, l.units
        FROM request, unnest($4::bigint[], $5::int[]) WITH ORDINALITY AS l (variant, units, nth))
    SELECT id FROM request)sql"};

const Query<bool(CartId, std::string)> kIsAsked{"order.is_shipping_asked", R"sql(
    SELECT EXISTS (SELECT FROM shipping_requests
                    WHERE cart_id = $1 AND fingerprint = $2 AND quote_id IS NULL))sql"};

const Query<ShippingRequest()> kOpen{"order.open_shipping_requests", R"sql(
    SELECT id, email, name, company, line1, line2, city, state, zip, phone, unload_site,
           unload_wishes, asked_at
      FROM shipping_requests WHERE quote_id IS NULL ORDER BY asked_at, id)sql"};
const Query<ShippingRequest(ShippingRequestId)> kFind{"order.find_shipping_request", R"sql(
    SELECT id, email, name, company, line1, line2, city, state, zip, phone, unload_site,
           unload_wishes, asked_at
      FROM shipping_requests WHERE id = $1 AND quote_id IS NULL)sql"};
const Query<RequestedLine(ShippingRequestId)> kLines{"order.requested_lines", R"sql(
    SELECT l.variant_id, v.sku, p.title, l.units
      FROM shipping_request_lines l
      JOIN variants v ON v.id = l.variant_id
      JOIN products p ON p.id = v.product_id
     WHERE l.request_id = $1 ORDER BY l.position)sql"};

const Query<void(ShippingRequestId, QuoteId)> kAnswer{"order.answer_shipping_request", R"sql(
    UPDATE shipping_requests SET quote_id = $2 WHERE id = $1 AND quote_id IS NULL)sql"};

// All that a price depends on. An array of JSON keeps every boundary, whatever the shopper typed.
std::string fingerprint(const std::vector<cart::SaleLine>& lines, const cart::Details& to) {
  base::JsonWriter text;
  text.begin_array();
  for (const auto& part :
       {to.email, to.line1, to.line2, to.city, to.state, to.zip, to.unload_site.value_or("")})
    text.value(part);
  for (const auto& wish : to.unload_wishes) text.value(wish);
  for (const auto& line : lines) text.value(line.variant.raw()).value(line.units);
  text.end_array();
  return base::sha256_hex(text.take());
}

}  // namespace

std::string ShippingRequest::unloading_text() const {
  const auto told = shipping::unloading_of(unload_site, unload_wishes);
  return told ? shipping::unloading_text(*told) : "";
}

base::Result<base::Done, AskRefusal> ask_for_shipping(store::Tx& tx, CartId cart, Instant now) {
  const auto details = cart::details(tx, cart);
  const auto lines = cart::sale_lines(tx, cart, now);
  if (!details || lines.empty()) return AskRefusal::Incomplete;
  std::vector<VariantId> variants;
  std::vector<int> units;
  for (const auto& line : lines) {
    variants.push_back(line.variant);
    units.push_back(line.units);
  }
  const auto request =
      tx.one_or_none(kAsk, cart, fingerprint(lines, *details), now, variants, units);
  if (!request) return base::Done{};
  base::JsonWriter json;
  json.begin_object().field("request", request->raw()).end_object();
  store::enqueue(tx, "mail.staff_shipping", "request-" + std::to_string(request->raw()),
                 {json.take()}, now, now);
  return base::Done{};
}

bool is_shipping_asked(store::Tx& tx, CartId cart, Instant now) {
  const auto details = cart::details(tx, cart);
  return details && tx.one(kIsAsked, cart, fingerprint(cart::sale_lines(tx, cart, now), *details));
}

std::vector<ShippingRequest> open_shipping_requests(store::Tx& tx) {
  return tx.all(kOpen);
}

std::optional<ShippingRequest> find_shipping_request(store::Tx& tx, ShippingRequestId request) {
  return tx.one_or_none(kFind, request);
}

std::vector<RequestedLine> requested_lines(store::Tx& tx, ShippingRequestId request) {
  return tx.all(kLines, request);
}

bool answer_shipping_request(store::Tx& tx, ShippingRequestId request, QuoteId quote) {
  return tx.exec(kAnswer, request, quote) == 1;
}

}  // namespace order
