#pragma once
#include <optional>
#include <string>

#include "base/columns.h"
#include "order/quotes.h"

// Private to order: a quote's row and its history.
namespace order {

struct LockedQuote {
  QuoteId id;
  std::string token;
  std::string kind;
  std::string state;
  int revision;
  Instant expires_at;
  static constexpr auto columns() {
    return base::Columns<&LockedQuote::id, &LockedQuote::token, &LockedQuote::kind,
                         &LockedQuote::state, &LockedQuote::revision, &LockedQuote::expires_at>{};
  }
};
// Locked until the transaction ends: what is done with one quote comes one after another.
std::optional<LockedQuote> lock_quote(store::Tx& tx, QuoteId quote);
// The same for who has the link.
std::optional<LockedQuote> lock_quote(store::Tx& tx, const std::string& number,
                                      const std::string& token);

// The quote is the caller's, locked. Setting the state it has changes nothing.
void set_quote_state(store::Tx& tx, QuoteId quote, QuoteState state);
// Answers the event's id.
std::int64_t note_quote(store::Tx& tx, QuoteId quote, const std::string& what,
                        const Because& because, Instant now);

}  // namespace order
