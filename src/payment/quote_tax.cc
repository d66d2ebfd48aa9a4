#include "base/crypto.h"
#include "payment/ask.h"
#include "stripe/bodies.h"

namespace payment {
namespace {

constexpr const char* kLinePrefix = "variant-";

stripe::CalculationAsk calculation(const Draft& d, const base::Config::Ship& from) {
  const auto& to = *d.details;
  stripe::CalculationAsk ask;
  for (const auto& line : d.lines)
    ask.lines.push_back(
        {kLinePrefix + std::to_string(line.variant.raw()), line.total(), line.units});
  ask.shipping = d.shipping->price;
  ask.ship_to = {to.line1, to.line2, to.city, to.state, to.zip};
  ask.ship_from = {from.from_line1, from.from_line2,       from.from_city,
                   from.from_state, from.from_postal_code, from.from_country};
  return ask;
}

// The answer's parts as rows: those of each line under its variant, shipping's under none.
std::vector<QuotedTax> rows(const Draft& d, const stripe::Calculation& answer) {
  std::vector<QuotedTax> out;
  const auto put = [&out](std::optional<base::VariantId> variant,
                          const stripe::Calculation::Line& line) {
    Money sum;
    for (const auto& part : line.parts) {
      out.push_back({static_cast<int>(out.size()), variant, part.jurisdiction, part.rate_percent,
                     part.taxable, part.tax, part.reason});
      sum += part.tax;
    }
    // A line without a breakdown still has its tax; its sum must not be lost (invariant M3).
    if (sum != line.tax)
      out.push_back({static_cast<int>(out.size()), variant, "", "", line.amount, line.tax - sum,
                     "not broken down"});
  };
  for (const auto& line : answer.lines)
    for (const auto& ours : d.lines)
      if (line.reference == kLinePrefix + std::to_string(ours.variant.raw()))
        put(ours.variant, line);
  if (answer.shipping) put(std::nullopt, *answer.shipping);
  return out;
}

}  // namespace

base::Result<Quote, QuoteRefusal> quote_tax(const Counter& c, CartId cart, const Draft& d,
                                            Instant now) {
  if (d.lines.empty() || !d.details || !d.shipping) return QuoteRefusal::Incomplete;
  const auto print = fingerprint(d, c.terms.ship_from);
  // It must still hold when the session ends, else the tax could not be booked as quoted.
  const auto until = now + kSessionLife;
  const auto find = [&] {
    return c.db.at_once("find_quote",
                        [&](store::Tx& tx) { return find_quote(tx, cart, print, until); });
  };
  if (const auto standing = find()) return *standing;

  const auto reply = c.stripe.calculate_tax(
      base::random_uuid(), stripe::calculation_body(calculation(d, c.terms.ship_from)));
  if (!reply) {
    if (reply.why().param.starts_with("customer_details[address]") ||
        reply.why().code == "customer_tax_location_invalid")
      return QuoteRefusal::AddressRefused;
    throw stripe::Unknown{"tax calculation refused: " + reply.why().code + " " + reply.why().param};
  }
  const auto answer = stripe::read_calculation(reply->body);
  c.db.at_once("keep_quote", [&](store::Tx& tx) {
    keep_quote(tx, cart, {answer.id, print, answer.tax, answer.expires_at, rows(d, answer)}, now);
    return base::Done{};
  });
  if (const auto kept = find()) return *kept;
  throw stripe::Unknown{"the tax answer expires before a payment could"};
}

}  // namespace payment
