#include "base/crypto.h"
#include "payment/ask.h"
#include "stripe/bodies.h"

namespace payment {
namespace {

const store::Query<std::int64_t(CartId, std::string)> kQuotes{"payment.count_quotes", R"sql(
    SELECT count(*) FROM tax_quotes WHERE cart_id = $1 AND fingerprint = $2)sql"};

const char* tax_code(const cart::SaleLine& line) {
  return line.is_gift_card ? stripe::kUntaxedTaxCode : stripe::kGoodsTaxCode;
}

stripe::CalculationAsk calculation(const Draft& d, const base::Config::Ship& from) {
  const auto& to = *d.details;
  stripe::CalculationAsk ask;
  for (std::size_t i = 0; i < d.lines.size(); ++i)
    ask.lines.push_back(
        {line_reference(d.lines[i].variant), d.payable(i), d.lines[i].units, tax_code(d.lines[i])});
  ask.shipping = d.shipping_charged();
  ask.ship_to = {to.line1, to.line2, to.city, to.state, to.zip};
  ask.ship_from = origin(from);
  if (d.exemption) ask.exemption = stripe::Exemption::Customer;
  return ask;
}

QuotedTax row(int position, std::optional<base::VariantId> variant, const char* code,
              const stripe::Calculation::Part& part) {
  return {.position = position,
          .variant = variant,
          .jurisdiction = part.jurisdiction,
          .rate_percent = part.rate_percent,
          .taxable = part.taxable,
          .tax = part.tax,
          .reason = part.reason,
          .label = part.label,
          .level = part.level,
          .tax_type = part.tax_type.empty() ? "sales_tax" : part.tax_type,
          .tax_code = code};
}

// The answer's parts as rows: those of each line under its variant, shipping's under none. A fee
// per delivery is no line's: it stands with shipping, by its own name.
std::vector<QuotedTax> rows(const Draft& d, const stripe::Calculation& answer) {
  std::vector<QuotedTax> out;
  Money all;
  const auto put = [&out, &all](std::optional<base::VariantId> variant, const char* code,
                                const stripe::Calculation::Line& line) {
    Money sum;
    for (const auto& part : line.parts) {
      out.push_back(row(static_cast<int>(out.size()), variant, code, part));
      sum += part.tax;
    }
    all += line.tax;
    // A line without a breakdown still has its tax; its sum must not be lost (invariant M3).
    if (sum != line.tax)
      out.push_back({static_cast<int>(out.size()), variant, "", "", line.amount, line.tax - sum,
                     "not broken down"});
  };
  for (const auto& line : answer.lines)
    for (const auto& ours : d.lines)
      if (line.reference == line_reference(ours.variant)) put(ours.variant, tax_code(ours), line);
  if (answer.shipping) put(std::nullopt, stripe::kShippingTaxCode, *answer.shipping);
  for (const auto& part : answer.whole)
    if (part.tax_type == "retail_delivery_fee" && all + part.tax <= answer.tax) {
      out.push_back(
          row(static_cast<int>(out.size()), std::nullopt, stripe::kShippingTaxCode, part));
      all += part.tax;
    }
  return out;
}

// Of our own rows, so that a repetition, a reload or a second tab is the same call: the cart, the
// bytes, and how many answers were kept before. A failure is remembered under its key for a day
// though, and a calculation binds nobody: each quarter of an hour begins anew.
std::string key_of(const Till& t, CartId cart, const std::string& print, const std::string& body,
                   Instant now) {
  const auto kept =
      t.db.at_once("count_quotes", [&](store::Tx& tx) { return tx.one(kQuotes, cart, print); });
  const auto quarter = base::to_unix_seconds(now) / 900;
  return "calc-" + std::to_string(cart.raw()) + "-" + base::sha256_hex(body) + "-" +
         std::to_string(kept) + "-" + std::to_string(quarter);
}

// The answer with all of its lines.
stripe::Calculation whole(const Till& t, const stripe::Answer& reply) {
  auto answer = stripe::understood(reply, stripe::read_calculation);
  for (bool more = answer.has_more_lines; more;) {
    const auto last = answer.lines.empty() ? std::string{} : answer.lines.back().id;
    if (last.empty() && !answer.lines.empty()) throw stripe::Unknown{"a line without a name"};
    const auto page = t.stripe.list_calculation_lines(answer.id, last, t.deadline);
    if (!page) throw stripe::Unknown{"lines of a calculation: refused " + page.why().code};
    auto next = stripe::understood(*page, stripe::read_calculation_lines);
    more = next.has_more && !next.lines.empty();
    for (auto& line : next.lines) answer.lines.push_back(std::move(line));
  }
  return answer;
}

// The tax of the answer, when it is about this draft: each line once, at its amount.
bool fits(const Draft& d, const stripe::Calculation& answer, const std::vector<QuotedTax>& rows) {
  Money sum;
  for (const auto& row : rows) sum += row.tax;
  return answer.lines.size() == d.lines.size() && sum == answer.tax &&
         answer.total == d.priced.total() + answer.tax;
}

}  // namespace

base::Result<Quote, QuoteRefusal> quote_tax(const Till& t, CartId cart, const Draft& d,
                                            Instant now) {
  if (d.lines.empty() || !d.details || !d.shipping) return QuoteRefusal::Incomplete;
  if (d.subtotal() + d.shipping->price > kMostDue) return QuoteRefusal::TooLarge;
  const auto print = fingerprint(d, t.terms.ship_from);
  // It must still hold when the session ends, else the tax could not be booked as quoted.
  const auto until = now + kSessionLife;
  const auto find = [&] {
    return t.db.at_once("find_quote",
                        [&](store::Tx& tx) { return find_quote(tx, cart, print, until); });
  };
  if (const auto standing = find()) return *standing;

  const auto body = stripe::calculation_body(calculation(d, t.terms.ship_from));
  const auto reply = t.stripe.calculate_tax(key_of(t, cart, print, body, now), body, t.deadline);
  if (!reply) {
    if (reply.why().param.starts_with("customer_details[address]") ||
        reply.why().code == "customer_tax_location_invalid")
      return QuoteRefusal::AddressRefused;
    if (stripe::is_certain_refusal(reply.why())) return QuoteRefusal::Refused;
    throw stripe::Unknown{"tax calculation refused: " + reply.why().code + " " + reply.why().param};
  }
  const auto answer = whole(t, *reply);
  const auto taxes = rows(d, answer);
  if (!fits(d, answer, taxes)) throw stripe::Unknown{"the tax answer is about something else"};
  t.db.at_once("keep_quote", [&](store::Tx& tx) {
    keep_quote(tx, cart, {answer.id, print, answer.tax, answer.expires_at, taxes}, now);
    return base::Done{};
  });
  if (const auto kept = find()) return *kept;
  throw stripe::Unknown{"the tax answer expires before a payment could"};
}

}  // namespace payment
