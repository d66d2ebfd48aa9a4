#include <algorithm>
#include <functional>

#include "base/columns.h"
#include "shipping/calendar.h"
#include "shipping/rate.h"
#include "shipping/tables.h"

namespace shipping {
namespace {

struct Priced {
  VariantId variant;
  Money price;
  bool is_card;
  std::optional<int> min_days;  // a supplier's; nothing: it is here
  std::optional<int> max_days;
  static constexpr auto columns() {
    return base::Columns<&Priced::variant, &Priced::price, &Priced::is_card, &Priced::min_days,
                         &Priced::max_days>{};
  }
};
const store::Query<Priced(std::string)> kOfSku{"shipping.line_of_sku", R"sql(
    SELECT v.id, v.price_cents, p.kind = 'gift_card', d.least, d.most
      FROM variants v
      JOIN products p ON p.id = v.product_id
      LEFT JOIN LATERAL (SELECT max(lead_days_min) AS least, max(lead_days_max) AS most
                           FROM variant_dropship WHERE variant_id = v.id) d ON true
     WHERE lower(v.sku) = lower($1))sql"};

// What is sent by mail alone has arrived when it was sent.
Offers without_parcel(const Calendar& calendar) {
  Offers out;
  out.methods.push_back({.code = "none",
                         .name = "Sent by e-mail",
                         .price = {},
                         .min_days = 0,
                         .max_days = 0,
                         .promise = {calendar.today, calendar.today, calendar.today},
                         .shipments = {},
                         .tariff = std::nullopt,
                         .zone = ""});
  return out;
}

}  // namespace

std::array<int, 3> Size::sides() const {
  std::array<int, 3> all{l_mm, w_mm, h_mm};
  std::ranges::sort(all, std::greater{});
  return all;
}

std::int64_t Size::volume_mm3() const {
  return std::int64_t{l_mm} * w_mm * h_mm;
}

const char* to_word(Hidden why) {
  switch (why) {
    case Hidden::NoZone:
      return "the address is in no zone";
    case Hidden::NoRate:
      return "no price for this weight";
    case Hidden::PoBox:
      return "does not go to post office boxes";
    case Hidden::TooHeavy:
      return "a package is too heavy";
    case Hidden::Hazmat:
      return "batteries do not fly";
    case Hidden::ByQuote:
      return "by quote only";
  }
  return "";
}

const Offer* Offers::find(const std::string& code) const {
  const auto found = std::ranges::find(methods, code, &Offer::code);
  return found == methods.end() ? nullptr : &*found;
}

std::optional<Line> line_of_sku(store::Tx& tx, const std::string& sku, int units) {
  const auto found = tx.one_or_none(kOfSku, sku);
  if (!found) return std::nullopt;
  Line line{found->variant, units, found->price * units};
  if (found->is_card) line.goods = Goods::GiftCard;
  if (found->max_days) line.lead = Lead{found->min_days.value_or(0), *found->max_days};
  return line;
}

Offers offers(store::Tx& tx, const Request& request, Instant now) {
  BASE_CHECK(!request.lines.empty());
  const auto cargo = load_cargo(tx, request);
  const auto calendar = load_calendar(tx, now);
  if (cargo.parts.empty()) return without_parcel(calendar);
  return rate(cargo, load_methods(tx, request, now), calendar);
}

Offer agreed_offer(store::Tx& tx, const Agreed& agreed, Instant now) {
  return {
      .code = "agreed",
      .name = agreed.name,
      .price = agreed.price,
      .min_days = agreed.min_days,
      .max_days = agreed.max_days,
      .promise = promise(load_calendar(tx, now), std::nullopt, agreed.min_days, agreed.max_days),
      .shipments = {},
      .tariff = std::nullopt,
      .zone = ""};
}

}  // namespace shipping
