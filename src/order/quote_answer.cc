#include "base/crypto.h"
#include "order/quote_rows.h"

namespace order {
namespace {

using store::Query;

const Query<cart::Agreement(QuoteId)> kOffered{"order.offered_agreement", R"sql(
    SELECT q.id, q.kind, r.expires_at, r.terms, r.po_number, r.customer_id, r.company_id,
           r.shipping_name, r.shipping_cents, r.min_days, r.max_days
      FROM quotes q JOIN quote_revisions r ON r.quote_id = q.id AND r.revision = q.revision
     WHERE q.id = $1)sql"};

const Because kCustomer{"customer", ""};

// Of the quote's secret, so that whoever accepts again gets the same cart; nobody else can know it.
std::string cart_token(const LockedQuote& quote) {
  return base::base64url(
      base::hmac_sha256(quote.token, "cart of quote " + std::to_string(quote.id.raw())));
}

std::vector<cart::AgreedLine> agreed_lines(store::Tx& tx, const LockedQuote& quote) {
  std::vector<cart::AgreedLine> out;
  for (const auto& line : quote_lines(tx, quote.id, quote.revision))
    out.push_back({line.variant, line.units, line.unit_price});
  return out;
}

}  // namespace

base::Result<base::Done, QuoteWhy> decline_quote(store::Tx& tx, const std::string& number,
                                                 const std::string& token,
                                                 const std::string& reason, Instant now) {
  const auto quote = lock_quote(tx, number, token);
  if (!quote) return QuoteWhy::NoSuchQuote;
  if (quote->state == to_word(QuoteState::Declined)) return base::Done{};
  if (quote->state != to_word(QuoteState::Sent)) return QuoteWhy::NotNow;
  set_quote_state(tx, quote->id, QuoteState::Declined);
  note_quote(tx, quote->id, "declined", {kCustomer.actor, reason}, now);
  return base::Done{};
}

base::Result<std::string, QuoteWhy> accept_quote(store::Tx& tx, const std::string& number,
                                                 const std::string& token,
                                                 const inventory::HoldLimits& limits, Instant now) {
  const auto quote = lock_quote(tx, number, token);
  if (!quote) return QuoteWhy::NoSuchQuote;
  const auto cart = cart::state_of_agreed(tx, quote->id);
  if (cart == "completed") return QuoteWhy::NotNow;
  if (cart == "completing") return cart_token(*quote);
  if (quote->expires_at <= now) return QuoteWhy::Expired;
  if (cart) return cart_token(*quote);
  if (quote->state != to_word(QuoteState::Sent)) return QuoteWhy::NotNow;

  const auto agreement = tx.one(kOffered, quote->id);
  cart::make_agreed(tx, cart_token(*quote), agreement, agreed_lines(tx, *quote), limits, now);
  set_quote_state(tx, quote->id, QuoteState::Accepted);
  note_quote(tx, quote->id, "accepted", kCustomer, now);
  return cart_token(*quote);
}

}  // namespace order
