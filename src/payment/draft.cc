#include "payment/draft.h"

#include "base/crypto.h"
#include "base/json_writer.h"

namespace payment {
namespace {

// A line of which a part is sent by a supplier waits for it.
std::optional<shipping::Lead> lead_of(const cart::SaleLine& line) {
  if (!line.lead_days_max) return std::nullopt;
  return shipping::Lead{line.lead_days_min.value_or(0), *line.lead_days_max};
}

}  // namespace

Money Draft::subtotal() const {
  Money sum;
  for (const auto& line : lines) sum += line.total();
  return sum;
}

int Draft::weight_g() const {
  int grams = 0;
  for (const auto& line : lines) grams += line.weight_g * line.units;
  return grams;
}

std::vector<tender::Part> Draft::tender(Money total) const {
  Money gift_cards;
  for (const auto& line : lines)
    if (line.is_gift_card) gift_cards += line.total();
  return tender::spread(total - gift_cards, purses.usable);
}

shipping::Request Draft::shipping_request() const {
  BASE_CHECK(details);
  shipping::Request out{.line1 = details->line1,
                        .line2 = details->line2,
                        .state = details->state,
                        .zip = details->zip,
                        .unloading = details->unloading().value_or(shipping::Unloading{}),
                        .lines = {}};
  for (std::size_t i = 0; i < lines.size(); ++i)
    out.lines.push_back(
        {.variant = lines[i].variant,
         .units = lines[i].units,
         .payable = payable(i),
         .goods = lines[i].is_gift_card ? shipping::Goods::GiftCard : shipping::Goods::Hardware,
         .lead = lead_of(lines[i])});
  return out;
}

Draft draft(store::Tx& tx, CartId cart, Instant now) {
  return draft(tx, cart, {}, now);
}

Draft draft(store::Tx& tx, CartId cart, const cart::Buyer& buyer, Instant now) {
  Draft out{cart::sale_lines(tx, cart, buyer, now), cart::details(tx, cart), std::nullopt};
  out.buyer = buyer;
  if (buyer.customer && out.details)
    out.exemption = tax::exemption(tx, *buyer.customer, out.details->state, tax::today(tx, now));
  out.agreement = cart::agreement(tx, cart);
  auto pricing = cart::pricing(tx, cart, out.details ? out.details->email : "", buyer, now);
  out.priced = pricing.price(std::nullopt, now);
  out.refused_codes = std::move(pricing.rules.refused);
  out.purses = cart::purses(tx, cart, buyer, now);
  BASE_CHECK(out.priced.items.size() == out.lines.size());
  // A cart emptied after its shipping was chosen weighs nothing: there is nothing to offer.
  if (out.lines.empty() || !out.details || !out.details->shipping_method) return out;
  const auto offered = ways_to_ship(tx, out, now);
  const auto* way = offered.find(*out.details->shipping_method);
  if (way == nullptr || (offered.by_freight && !out.details->unloading())) return out;
  out.shipping = *way;
  out.unloading = offered.unloading;
  const auto freeable = way->coupon_frees ? promo::Freeable::Yes : promo::Freeable::No;
  out.priced = pricing.price(promo::Shipping{way->price, freeable}, now);
  return out;
}

shipping::Offers ways_to_ship(store::Tx& tx, const Draft& draft, Instant now) {
  if (draft.agreement)
    if (const auto agreed = draft.agreement->shipping())
      return {.methods = {shipping::agreed_offer(
                  tx, {agreed->name, agreed->price, agreed->min_days, agreed->max_days}, now)},
              .hidden = {},
              .free_from = {}};
  return shipping::offers(tx, draft.shipping_request(), now);
}

std::string fingerprint(const Draft& d, const base::Config::Ship& from) {
  BASE_CHECK(d.details && d.shipping);
  // An array of JSON keeps every boundary, whatever the shopper typed.
  base::JsonWriter text;
  text.begin_array();
  for (std::size_t i = 0; i < d.lines.size(); ++i)
    text.value(d.lines[i].variant.raw()).value(d.lines[i].units).value(d.payable(i).in_cents());
  text.value(d.shipping->code).value(d.shipping_charged().in_cents());
  const auto& to = *d.details;
  for (const auto& part : {to.line1, to.line2, to.city, to.state, to.zip, from.from_line1,
                           from.from_city, from.from_state, from.from_postal_code})
    text.value(part);
  // Nothing where there is none, so that quotes of everybody else stay good.
  if (d.exemption) text.value(d.exemption->certificate.raw());
  text.end_array();
  return base::sha256_hex(text.take());
}

}  // namespace payment
