#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "cart/agreed.h"
#include "order/order.h"

// Quotes and drafts: what staff offer at prices of their own, until a day. A draft is a quote that
// is an order but for its payment: the same rows, other words in its mail. Each revision is a full
// copy, never edited; the customer sees the newest. Accepting makes a cart at the agreed prices,
// once, which goes through the ordinary checkout (decision 0038). That a quote has expired is told
// by its date whenever it is used, not by a state.
namespace order {

using base::QuoteId;
using base::VariantId;

enum class QuoteKind { Quote, Draft };
std::string_view to_word(QuoteKind kind);
enum class QuoteState { Open, Sent, Accepted, Declined, Withdrawn };
std::string_view to_word(QuoteState state);
std::optional<QuoteState> parse_quote_state(std::string_view word);

struct OfferLine {
  VariantId variant;
  int units;
  std::optional<Money> unit_price;  // nothing: the web's today
  std::string reason;               // of another price than the web's; for staff
};

// What a revision says.
struct OfferTerms {
  std::string email;
  std::string name;
  std::string company;
  std::optional<base::CustomerId> customer;
  std::optional<base::CompanyId> company_id;
  std::string terms;                             // orders.terms; "" is paid at the checkout
  std::string po_number;                         // the customer's, if known already
  std::optional<cart::AgreedShipping> shipping;  // nothing: by the tables, at the checkout
  std::string note;                              // to the customer
  Instant expires_at;
  std::vector<OfferLine> lines;
};

enum class QuoteWhy {
  NoSuchQuote,
  NotNow,        // its state does not allow it
  Expired,       // the last day is over
  NoLines,       // none, or more than a cart takes
  BadUnits,      // not 1 to 999, or a variant twice
  NotForSale,    // no such variant, or archived, or without a stock row
  NoReason,      // another price than the web's needs one
  NoTerms,       // no such terms
  PastDeadline,  // it would have expired already
};

struct WrittenQuote {
  QuoteId id;
  std::string number;
  std::string token;
  static constexpr auto columns() {
    return base::Columns<&WrittenQuote::id, &WrittenQuote::number, &WrittenQuote::token>{};
  }
};
// A new quote, open: nobody but staff sees it until it is sent.
base::Result<WrittenQuote, QuoteWhy> write_quote(store::Tx& tx, QuoteKind kind,
                                                 const OfferTerms& offer, const Because& because,
                                                 Instant now);

// The next revision in place of the one that counts; the quote is open again. Not of one that was
// accepted or withdrawn. Answers the revision's number.
base::Result<int, QuoteWhy> revise_quote(store::Tx& tx, QuoteId quote, const OfferTerms& offer,
                                         const Because& because, Instant now);

// Mails the link. Again when it was sent before: each time is an event of its own.
base::Result<base::Done, QuoteWhy> send_quote(store::Tx& tx, QuoteId quote, const Because& because,
                                              Instant now);
base::Result<base::Done, QuoteWhy> withdraw_quote(store::Tx& tx, QuoteId quote,
                                                  const Because& because, Instant now);

// The customer's side: number and token must both fit (2.18), and only what was sent is there.
base::Result<base::Done, QuoteWhy> decline_quote(store::Tx& tx, const std::string& number,
                                                 const std::string& token,
                                                 const std::string& reason, Instant now);

// Makes the quote's cart at the agreed prices and holds what there is. Answers the cart's token.
// Accepting again answers the same one (two at once: one cart).
base::Result<std::string, QuoteWhy> accept_quote(store::Tx& tx, const std::string& number,
                                                 const std::string& token,
                                                 const inventory::HoldLimits& limits, Instant now);

// A quote as people read it: its newest revision.
struct Quote {
  QuoteId id;
  std::string number;
  std::string token;
  std::string kind;
  std::string state;
  int revision;
  std::string email;
  std::string name;
  std::string company;
  std::string terms;
  std::string po_number;
  std::optional<std::string> shipping_name;
  std::optional<Money> shipping;
  std::string note;
  Instant expires_at;
  Instant written_at;
  Money goods;                       // the sum of its lines
  std::optional<std::string> order;  // the number of the order that it became
  bool is_expired(Instant now) const { return expires_at <= now; }
  static constexpr auto columns() {
    return base::Columns<&Quote::id, &Quote::number, &Quote::token, &Quote::kind, &Quote::state,
                         &Quote::revision, &Quote::email, &Quote::name, &Quote::company,
                         &Quote::terms, &Quote::po_number, &Quote::shipping_name, &Quote::shipping,
                         &Quote::note, &Quote::expires_at, &Quote::written_at, &Quote::goods,
                         &Quote::order>{};
  }
};
std::optional<Quote> find_quote(store::Tx& tx, QuoteId quote);
std::optional<Quote> find_quote_by_number(store::Tx& tx, const std::string& number);
// For who has the link, once it was sent: withdrawn ones and those being written are not there.
std::optional<Quote> find_quote_by_token(store::Tx& tx, const std::string& number,
                                         const std::string& token);
// Newest first; `state` empty is every state.
std::vector<Quote> quotes(store::Tx& tx, const std::string& state, std::int64_t limit);

struct QuoteLine {
  int position;
  VariantId variant;
  std::string sku;
  std::string mpn;
  std::string title;
  std::string slug;
  std::string condition;
  int units;
  Money list_price;
  Money unit_price;
  std::string reason;
  Money total() const { return unit_price * units; }
  static constexpr auto columns() {
    return base::Columns<&QuoteLine::position, &QuoteLine::variant, &QuoteLine::sku,
                         &QuoteLine::mpn, &QuoteLine::title, &QuoteLine::slug,
                         &QuoteLine::condition, &QuoteLine::units, &QuoteLine::list_price,
                         &QuoteLine::unit_price, &QuoteLine::reason>{};
  }
};
std::vector<QuoteLine> quote_lines(store::Tx& tx, QuoteId quote, int revision);

struct QuoteEvent {
  std::string what;
  std::string actor;
  std::string reason;
  Instant at;
  static constexpr auto columns() {
    return base::Columns<&QuoteEvent::what, &QuoteEvent::actor, &QuoteEvent::reason,
                         &QuoteEvent::at>{};
  }
};
std::vector<QuoteEvent> quote_history(store::Tx& tx, QuoteId quote);

// A sentence for each broken rule of quotes; none when all is well.
std::vector<std::string> quote_faults(store::Tx& tx);

}  // namespace order
