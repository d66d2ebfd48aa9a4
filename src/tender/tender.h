#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/result.h"
#include "base/secret.h"
#include "store/db.h"

// Gift cards and store credit: what pays beside money (design: the money path, 9). Owns gift_cards,
// store_credit_accounts and tender_entries. Every cent on a card or an account is the sum of
// append-only entries (invariants L1-L4), kept by the database; what an order pays with is
// authorized when it is frozen, captured when it is placed, and voided when it ends before that.
// Tender is no discount: it changes neither tax nor what a refund is worth. It knows orders by id
// alone: the caller locks the order's row first. Accounts are locked here: gift cards, then store
// credit, each by ascending id.
namespace tender {

using base::GiftCardId;
using base::Instant;
using base::Money;
using base::OrderId;
using base::OrderLineId;
using base::StoreCreditAccountId;

// Where an entry comes from, and who made it: {"refund send 4", "gdsctl ann"}. What is done for a
// cause is done once: the same call with the same cause changes nothing and answers as before.
struct Cause {
  std::string what;
  std::string actor;
};

// A gift card or a store credit account; exactly one is set.
struct Source {
  std::optional<GiftCardId> card{};
  std::optional<StoreCreditAccountId> credit{};
  friend bool operator==(const Source&, const Source&) = default;
};
struct Part {
  Source source;
  Money amount;
  friend bool operator==(const Part&, const Part&) = default;
};

// What a shopper may pay with.
struct Purse {
  Source source;
  std::string last4;  // of a card's code
  Money available;    // neither used nor promised to another order
  std::optional<Instant> expires_at;
};

// The card that a typed code names, however it was spaced. Nothing for a code that is unknown, a
// card that is disabled or expired at `now` (invariant L3): a visitor is told the same of all
// three. Whoever lets visitors type codes limits how often (invariant L5).
std::optional<Purse> find(store::Tx& tx, std::string_view code, Instant now);

// These, in the order in which they pay: cards by earliest expiry, then id; credit last. What is
// expired, disabled or empty is left out.
std::vector<Purse> purses(store::Tx& tx, const std::vector<GiftCardId>& cards,
                          std::optional<base::CustomerId> customer, Instant now);

// What may be spent of it at `now`: 0 when it is expired or disabled.
Money balance(store::Tx& tx, const Source& source, Instant now);

// How `total` is paid from these, in their order. Pure. What is left to pay is 0 or at least 50
// cents, which a card payment needs: the last parts are lowered to leave that.
std::vector<Part> spread(Money total, const std::vector<Purse>& purses);

// What is there of one source that was asked for more.
struct Lacking {
  Source source;
  Money available;  // 0: expired, disabled, or used up meanwhile
};
enum class Written { Now, Before };
// Promises these parts to the order, all or none. For freeze, with a cause of the order's
// ("order 12"). A source stands in one part at most.
base::Result<Written, Lacking> authorize(store::Tx& tx, OrderId order,
                                         const std::vector<Part>& parts, const Cause& cause,
                                         Instant now);

// Takes what was promised to the order, whatever has expired since. Answers what the order took in
// all, so that the caller can compare it with what was frozen: less when it was released before. A
// second time changes nothing. An order frozen without tender need not ask.
Money capture(store::Tx& tx, OrderId order, const std::string& actor, Instant now);

enum class CaptureRefused { NotPromised };  // more than is promised
// Takes `amount` of what was promised, in the order in which it was promised; the rest is given up.
base::Result<base::Done, CaptureRefused> capture_part(store::Tx& tx, OrderId order, Money amount,
                                                      const std::string& actor, Instant now);

// Gives up what is promised to the order and not taken; answers how much that was.
Money release(store::Tx& tx, OrderId order, const std::string& actor, Instant now);

// What the order gave up without taking it, by source, in the order in which it was promised: so
// that it can be promised again when the order is paid after all.
std::vector<Part> given_up(store::Tx& tx, OrderId order);

// What is promised to the order, and what it took less what came back.
struct Use {
  Money authorized;
  Money used;
  static constexpr auto columns() { return base::Columns<&Use::authorized, &Use::used>{}; }
};
Use use(store::Tx& tx, OrderId order);

struct Refunded {
  Source source;
  Money amount;
  std::optional<GiftCardId> instead;  // the card it went to, its own being expired
};
// More than the order took and was not given back.
struct RefundTooMuch {
  Money left;
};
// Gives `amount` back to where it came from, the last taken first (requirement 2.12). In place of
// an expired card a new one is issued, without expiry, whose code goes to `recipient`. A disabled
// card keeps what comes back and stays disabled.
base::Result<std::vector<Refunded>, RefundTooMuch> refund(store::Tx& tx, OrderId order,
                                                          Money amount,
                                                          const std::string& recipient,
                                                          const Cause& cause, Instant now);

// --- Issuing ---

struct Issued {
  GiftCardId card;
  base::Secret code;  // shown once, never again (invariant L5)
};
// A card made by staff, another one with each call; `amount` is more than nothing.
Issued issue(store::Tx& tx, Money amount, std::optional<Instant> expires_at,
             const std::string& reason, const std::string& actor, Instant now);

// Cards that an order bought, one a unit of the line, each worth `face`; without codes until their
// mails are sent. Once a line: a second call changes nothing.
struct Bought {
  OrderId order;
  OrderLineId line;
  int units;
  Money face;
  std::string recipient;
};
void issue_bought(store::Tx& tx, const Bought& bought, const std::string& actor, Instant now);

// What the mail of a card says. Drawing replaces the code, so that of mails sent twice after a lost
// answer the last holds the card's one valid code. For the sender of mail.gift_card alone, which
// says when the mail was taken. Nothing when it was sent already or the card is worth nothing.
struct CardMail {
  std::string recipient;
  base::Secret code;
  Money amount;
  std::optional<Instant> expires_at;
};
std::optional<CardMail> draw_code(store::Tx& tx, GiftCardId card, Instant now);
void mark_code_sent(store::Tx& tx, GiftCardId card, Instant now);

// The customer's account, when there is one.
std::optional<StoreCreditAccountId> account_of(store::Tx& tx, base::CustomerId customer);
// Adds to a customer's credit, opening the account when there is none.
Written grant_credit(store::Tx& tx, base::CustomerId customer, Money amount,
                     const std::string& reason, const Cause& cause, Instant now);

// --- What staff do ---

enum class AdjustRefused { NoSuchAccount, BelowZero };
// Changes what an account holds, up or down, never below what is used and promised.
base::Result<base::Done, AdjustRefused> adjust(store::Tx& tx, const Source& source, Money change,
                                               const std::string& reason, const Cause& cause,
                                               Instant now);

enum class DisableRefused { NoSuchCard, Disabled };
// Ends a card for good; answers what was taken off it. What it has promised to orders stays theirs.
base::Result<Money, DisableRefused> disable(store::Tx& tx, GiftCardId card,
                                            const std::string& reason, const Cause& cause,
                                            Instant now);

// Of the cards that a line bought: what is on them still.
Money unspent(store::Tx& tx, OrderLineId line);
// So much of what was bought is spent that only this may be given back.
struct Spent {
  Money unspent;
};
// Takes `face` off the cards that the line bought, since their purchase is refunded: the fullest
// first. What was spent or promised is refused (requirement 2.12).
base::Result<Written, Spent> disable_unspent(store::Tx& tx, OrderLineId line, Money face,
                                             const Cause& cause, Instant now);

// --- Reading ---

struct Card {
  GiftCardId id;
  std::string last4;
  std::string state;
  Money amount;
  Money used;
  Money authorized;
  std::optional<Instant> expires_at;
  std::optional<OrderId> order;
  std::optional<GiftCardId> replaces;
  Instant issued_at;
  std::optional<Instant> code_sent_at;
  static constexpr auto columns() {
    return base::Columns<&Card::id, &Card::last4, &Card::state, &Card::amount, &Card::used,
                         &Card::authorized, &Card::expires_at, &Card::order, &Card::replaces,
                         &Card::issued_at, &Card::code_sent_at>{};
  }
};
// For staff: by id, or all whose codes end so.
std::optional<Card> card(store::Tx& tx, GiftCardId id);
std::vector<Card> cards_ending(store::Tx& tx, std::string_view last4);

struct Entry {
  base::TenderEntryId id;
  std::string kind;
  Money amount_delta;
  Money used_delta;
  Money authorized_delta;
  std::optional<OrderId> order;
  std::string cause;
  std::string reason;
  std::string actor;
  Instant at;
  static constexpr auto columns() {
    return base::Columns<&Entry::id, &Entry::kind, &Entry::amount_delta, &Entry::used_delta,
                         &Entry::authorized_delta, &Entry::order, &Entry::cause, &Entry::reason,
                         &Entry::actor, &Entry::at>{};
  }
};
std::vector<Entry> entries(store::Tx& tx, const Source& source);

// A sentence for each rule that the ledger breaks; none, ever.
std::vector<std::string> faults(store::Tx& tx);

}  // namespace tender
