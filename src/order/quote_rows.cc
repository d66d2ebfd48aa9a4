#include "order/quote_rows.h"

#include <array>

namespace order {
namespace {

using store::Query;

const Query<bool(QuoteId)> kLock{"order.lock_quote", R"sql(
    SELECT true FROM quotes WHERE id = $1 FOR UPDATE)sql"};

// A statement of its own, after the lock: whoever held it may have revised the quote.
const Query<LockedQuote(QuoteId)> kLocked{"order.locked_quote", R"sql(
    SELECT q.id, q.token, q.kind, q.state, q.revision, r.expires_at
      FROM quotes q JOIN quote_revisions r ON r.quote_id = q.id AND r.revision = q.revision
     WHERE q.id = $1)sql"};

const Query<QuoteId(std::string, std::string)> kOfLink{"order.quote_of_link", R"sql(
    SELECT id FROM quotes
     WHERE number = $1 AND token = $2 AND state IN ('sent', 'accepted', 'declined'))sql"};

const Query<void(QuoteId, std::string)> kState{"order.set_quote_state", R"sql(
    UPDATE quotes SET state = $2 WHERE id = $1 AND state <> $2)sql"};

const Query<std::int64_t(QuoteId, std::string, std::string, std::string, Instant)> kNote{
    "order.note_quote", R"sql(
    INSERT INTO quote_events (quote_id, what, actor, reason, at) VALUES ($1, $2, $3, $4, $5)
    RETURNING id)sql"};

struct StateWord {
  QuoteState state;
  std::string_view word;
};
constexpr std::array kStates{
    StateWord{QuoteState::Open, "open"}, StateWord{QuoteState::Sent, "sent"},
    StateWord{QuoteState::Accepted, "accepted"}, StateWord{QuoteState::Declined, "declined"},
    StateWord{QuoteState::Withdrawn, "withdrawn"}};

}  // namespace

std::string_view to_word(QuoteKind kind) {
  switch (kind) {
    case QuoteKind::Quote:
      return "quote";
    case QuoteKind::Draft:
      return "draft";
  }
  throw base::BugError{"a kind of quote without a word"};
}

std::string_view to_word(QuoteState state) {
  for (const auto& known : kStates)
    if (known.state == state) return known.word;
  throw base::BugError{"a state of a quote without a word"};
}

std::optional<QuoteState> parse_quote_state(std::string_view word) {
  for (const auto& known : kStates)
    if (known.word == word) return known.state;
  return std::nullopt;
}

std::optional<LockedQuote> lock_quote(store::Tx& tx, QuoteId quote) {
  if (!tx.one_or_none(kLock, quote)) return std::nullopt;
  return tx.one(kLocked, quote);
}

std::optional<LockedQuote> lock_quote(store::Tx& tx, const std::string& number,
                                      const std::string& token) {
  const auto quote = tx.one_or_none(kOfLink, number, token);
  return quote ? lock_quote(tx, *quote) : std::nullopt;
}

void set_quote_state(store::Tx& tx, QuoteId quote, QuoteState state) {
  tx.exec(kState, quote, std::string{to_word(state)});
}

std::int64_t note_quote(store::Tx& tx, QuoteId quote, const std::string& what,
                        const Because& because, Instant now) {
  return tx.one(kNote, quote, what, because.actor, because.reason, now);
}

}  // namespace order
