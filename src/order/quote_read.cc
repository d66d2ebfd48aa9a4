#include "order/quotes.h"

namespace order {
namespace {

using store::Query;

// One statement for every way to find quotes: by id, by number, by link, by state. The order is
// that which was placed from the quote's cart; one that expired unpaid is none.
const Query<Quote(std::optional<QuoteId>, std::optional<std::string>, std::optional<std::string>,
                  std::optional<std::string>, std::int64_t)>
    kFind{"order.find_quotes", R"sql(
    SELECT q.id, q.number, q.token, q.kind, q.state, q.revision, r.email, r.name, r.company,
           r.terms, r.po_number, r.shipping_name, r.shipping_cents, r.note, r.expires_at, r.at,
           (SELECT sum(l.unit_price_cents * l.units)::bigint FROM quote_lines l
             WHERE l.quote_id = q.id AND l.revision = q.revision),
           (SELECT o.number FROM cart_agreements a JOIN orders o ON o.cart_id = a.cart_id
             WHERE a.quote_id = q.id AND o.number IS NOT NULL AND NOT o.paid_late
             ORDER BY o.id LIMIT 1)
      FROM quotes q
      JOIN quote_revisions r ON r.quote_id = q.id AND r.revision = q.revision
     WHERE ($1::bigint IS NULL OR q.id = $1) AND ($2::text IS NULL OR q.number = $2)
       AND ($3::text IS NULL OR (q.token = $3 AND q.state IN ('sent', 'accepted', 'declined')))
       AND ($4::text IS NULL OR q.state = $4)
     ORDER BY q.id DESC
     LIMIT $5)sql"};

const Query<QuoteLine(QuoteId, int)> kLines{"order.quote_lines", R"sql(
    SELECT position, variant_id, sku, mpn, title, slug, condition, units, list_price_cents,
           unit_price_cents, reason
      FROM quote_lines WHERE quote_id = $1 AND revision = $2
     ORDER BY position)sql"};

const Query<QuoteEvent(QuoteId)> kHistory{"order.quote_history", R"sql(
    SELECT what, actor, reason, at FROM quote_events WHERE quote_id = $1 ORDER BY id)sql"};

// That a cart has one quote and a quote one cart is the index's to keep.
const Query<std::string()> kFaults{"order.quote_faults", R"sql(
    SELECT format('O1: quote %s is %s and has %s', q.number, q.state,
                  CASE WHEN a.cart_id IS NULL THEN 'no cart' ELSE 'a cart' END)
      FROM quotes q LEFT JOIN cart_agreements a ON a.quote_id = q.id
     WHERE (q.state = 'accepted') <> (a.cart_id IS NOT NULL)
    UNION ALL
    SELECT format('O1: the cart of quote %s is not what was agreed', q.number)
      FROM quotes q
      JOIN cart_agreements a ON a.quote_id = q.id
     WHERE EXISTS (
       (SELECT variant_id, units, unit_price_cents FROM quote_lines
         WHERE quote_id = q.id AND revision = q.revision
        EXCEPT
        SELECT variant_id, units, agreed_price_cents FROM cart_lines WHERE cart_id = a.cart_id)
       UNION ALL
       (SELECT variant_id, units, agreed_price_cents FROM cart_lines WHERE cart_id = a.cart_id
        EXCEPT
        SELECT variant_id, units, unit_price_cents FROM quote_lines
         WHERE quote_id = q.id AND revision = q.revision))
    UNION ALL
    SELECT format('O1: order %s is not the lines of quote %s', o.id, q.number)
      FROM quotes q
      JOIN cart_agreements a ON a.quote_id = q.id
      JOIN orders o ON o.cart_id = a.cart_id
     WHERE EXISTS (
       SELECT variant_id, units, unit_price_cents FROM quote_lines
        WHERE quote_id = q.id AND revision = q.revision
       EXCEPT
       SELECT variant_id, units, unit_price_cents FROM order_lines
        WHERE order_id = o.id AND edit_id IS NULL)
    UNION ALL
    SELECT format('a quote, %s, has no lines', q.number)
      FROM quotes q
     WHERE NOT EXISTS (SELECT FROM quote_lines l
                        WHERE l.quote_id = q.id AND l.revision = q.revision))sql"};

}  // namespace

std::optional<Quote> find_quote(store::Tx& tx, QuoteId quote) {
  return tx.one_or_none(kFind, quote, {}, {}, {}, 1);
}

std::optional<Quote> find_quote_by_number(store::Tx& tx, const std::string& number) {
  return tx.one_or_none(kFind, {}, number, {}, {}, 1);
}

std::optional<Quote> find_quote_by_token(store::Tx& tx, const std::string& number,
                                         const std::string& token) {
  return tx.one_or_none(kFind, {}, number, token, {}, 1);
}

std::vector<Quote> quotes(store::Tx& tx, const std::string& state, std::int64_t limit) {
  return tx.all(kFind, {}, {}, {}, state.empty() ? std::nullopt : std::optional{state}, limit);
}

std::vector<QuoteLine> quote_lines(store::Tx& tx, QuoteId quote, int revision) {
  return tx.all(kLines, quote, revision);
}

std::vector<QuoteEvent> quote_history(store::Tx& tx, QuoteId quote) {
  return tx.all(kHistory, quote);
}

std::vector<std::string> quote_faults(store::Tx& tx) {
  return tx.all(kFaults);
}

}  // namespace order
