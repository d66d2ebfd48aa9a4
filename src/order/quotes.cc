#include "order/quotes.h"

#include <algorithm>
#include <set>

#include "base/columns.h"
#include "base/crypto.h"
#include "base/json_writer.h"
#include "order/quote_rows.h"
#include "order/terms.h"
#include "store/outbox.h"

namespace order {
namespace {

using store::Query;

const Query<WrittenQuote(std::string, std::string, Instant)> kWrite{"order.write_quote", R"sql(
    INSERT INTO quotes (number, token, kind, state, revision, created_at)
    VALUES (draw_number('quote')::text, $2, $1, 'open', 1, $3)
    RETURNING id, number, token)sql"};

const Query<void(QuoteId, int)> kRevise{"order.revise_quote", R"sql(
    UPDATE quotes SET revision = $2, state = 'open' WHERE id = $1)sql"};

const Query<void(QuoteId, int, std::string, std::string, std::string,
                 std::optional<base::CustomerId>, std::optional<base::CompanyId>, std::string,
                 std::string, std::optional<std::string>, std::optional<Money>, std::optional<int>,
                 std::optional<int>, std::string, Instant, std::string, Instant)>
    kRevision{"order.quote_revision", R"sql(
    INSERT INTO quote_revisions (quote_id, revision, email, name, company, customer_id, company_id,
                                 terms, po_number, shipping_name, shipping_cents, min_days,
                                 max_days, note, expires_at, actor, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17))sql"};

// What may be quoted at all, with today's web price.
struct OnSale {
  VariantId variant;
  Money price;
  static constexpr auto columns() { return base::Columns<&OnSale::variant, &OnSale::price>{}; }
};
const Query<OnSale(std::vector<VariantId>)> kOnSale{"order.quotable", R"sql(
    SELECT v.id, v.price_cents
      FROM variants v JOIN products p ON p.id = v.product_id
     WHERE v.id = ANY ($1) AND v.state = 'active' AND p.state = 'active'
       AND EXISTS (SELECT FROM variant_stock vs WHERE vs.variant_id = v.id))sql"};

const Query<void(QuoteId, int, std::vector<VariantId>, std::vector<int>, std::vector<Money>,
                 std::vector<Money>, std::vector<std::string>)>
    kLines{"order.write_quote_lines", R"sql(
    INSERT INTO quote_lines (quote_id, revision, position, variant_id, sku, mpn, title, slug,
                             condition, units, list_price_cents, unit_price_cents, reason)
    SELECT $1, $2, l.nth, v.id, v.sku, p.mpn, p.title, p.slug, v.condition, l.units, l.list,
           l.price, l.reason
      FROM unnest($3::bigint[], $4::int[], $5::bigint[], $6::bigint[], $7::text[])
           WITH ORDINALITY AS l (variant, units, list, price, reason, nth)
      JOIN variants v ON v.id = l.variant
      JOIN products p ON p.id = v.product_id)sql"};

// What can be told of an offer without asking the catalog.
std::optional<QuoteWhy> flaw(const OfferTerms& offer, Instant now) {
  if (offer.lines.empty() || offer.lines.size() > cart::kMostLines) return QuoteWhy::NoLines;
  std::set<std::int64_t> seen;
  for (const auto& line : offer.lines)
    if (line.units < 1 || line.units > 999 || !seen.insert(line.variant.raw()).second)
      return QuoteWhy::BadUnits;
  if (!is_terms(offer.terms)) return QuoteWhy::NoTerms;
  if (offer.expires_at <= now) return QuoteWhy::PastDeadline;
  return std::nullopt;
}

// The offer's lines with their prices, as columns.
struct Priced {
  std::vector<VariantId> variants;
  std::vector<int> units;
  std::vector<Money> list_prices;
  std::vector<Money> prices;
  std::vector<std::string> reasons;
};
base::Result<Priced, QuoteWhy> priced(store::Tx& tx, const std::vector<OfferLine>& lines) {
  Priced out;
  for (const auto& line : lines) out.variants.push_back(line.variant);
  const auto on_sale = tx.all(kOnSale, out.variants);
  for (const auto& line : lines) {
    const auto found = std::find_if(on_sale.begin(), on_sale.end(),
                                    [&](const OnSale& o) { return o.variant == line.variant; });
    if (found == on_sale.end()) return QuoteWhy::NotForSale;
    const auto price = line.unit_price.value_or(found->price);
    if (price != found->price && line.reason.empty()) return QuoteWhy::NoReason;
    out.units.push_back(line.units);
    out.list_prices.push_back(found->price);
    out.prices.push_back(price);
    out.reasons.push_back(line.reason);
  }
  return out;
}

void keep_revision(store::Tx& tx, QuoteId quote, int revision, const OfferTerms& o,
                   const Priced& lines, const Because& because, Instant now) {
  const auto shipped = o.shipping;
  const auto given = [&](auto member) {
    return shipped ? std::optional{(*shipped).*member} : std::nullopt;
  };
  tx.exec(kRevision, quote, revision, o.email, o.name, o.company, o.customer, o.company_id, o.terms,
          o.po_number, given(&cart::AgreedShipping::name), given(&cart::AgreedShipping::price),
          given(&cart::AgreedShipping::min_days), given(&cart::AgreedShipping::max_days), o.note,
          o.expires_at, because.actor, now);
  tx.exec(kLines, quote, revision, lines.variants, lines.units, lines.list_prices, lines.prices,
          lines.reasons);
}

void enqueue_quote_mail(store::Tx& tx, QuoteId quote, std::int64_t nth, Instant now) {
  base::JsonWriter json;
  json.begin_object().field("quote", quote.raw()).end_object();
  store::enqueue(tx, "mail.quote",
                 "quote-" + std::to_string(quote.raw()) + "-" + std::to_string(nth), {json.take()},
                 now, now);
}

}  // namespace

base::Result<WrittenQuote, QuoteWhy> write_quote(store::Tx& tx, QuoteKind kind,
                                                 const OfferTerms& offer, const Because& because,
                                                 Instant now) {
  if (const auto why = flaw(offer, now)) return *why;
  const auto lines = priced(tx, offer.lines);
  if (!lines) return lines.why();
  const auto quote = tx.one(kWrite, std::string{to_word(kind)}, base::random_token(), now);
  keep_revision(tx, quote.id, 1, offer, *lines, because, now);
  note_quote(tx, quote.id, "written", because, now);
  return quote;
}

base::Result<int, QuoteWhy> revise_quote(store::Tx& tx, QuoteId id, const OfferTerms& offer,
                                         const Because& because, Instant now) {
  const auto quote = lock_quote(tx, id);
  if (!quote) return QuoteWhy::NoSuchQuote;
  switch (parse_quote_state(quote->state).value()) {
    case QuoteState::Open:
    case QuoteState::Sent:
    case QuoteState::Declined:
      break;
    case QuoteState::Accepted:
    case QuoteState::Withdrawn:
      return QuoteWhy::NotNow;
  }
  if (const auto why = flaw(offer, now)) return *why;
  const auto lines = priced(tx, offer.lines);
  if (!lines) return lines.why();
  const int revision = quote->revision + 1;
  keep_revision(tx, id, revision, offer, *lines, because, now);
  tx.exec(kRevise, id, revision);
  note_quote(tx, id, "revised", because, now);
  return revision;
}

base::Result<base::Done, QuoteWhy> send_quote(store::Tx& tx, QuoteId id, const Because& because,
                                              Instant now) {
  const auto quote = lock_quote(tx, id);
  if (!quote) return QuoteWhy::NoSuchQuote;
  if (quote->state != to_word(QuoteState::Open) && quote->state != to_word(QuoteState::Sent))
    return QuoteWhy::NotNow;
  if (quote->expires_at <= now) return QuoteWhy::Expired;
  set_quote_state(tx, id, QuoteState::Sent);
  enqueue_quote_mail(tx, id, note_quote(tx, id, "sent", because, now), now);
  return base::Done{};
}

base::Result<base::Done, QuoteWhy> withdraw_quote(store::Tx& tx, QuoteId id, const Because& because,
                                                  Instant now) {
  const auto quote = lock_quote(tx, id);
  if (!quote) return QuoteWhy::NoSuchQuote;
  if (quote->state != to_word(QuoteState::Open) && quote->state != to_word(QuoteState::Sent))
    return QuoteWhy::NotNow;
  set_quote_state(tx, id, QuoteState::Withdrawn);
  note_quote(tx, id, "withdrawn", because, now);
  return base::Done{};
}

}  // namespace order
