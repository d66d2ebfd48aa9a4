#pragma once
#include <optional>
#include <string>

#include "base/columns.h"
#include "base/config.h"
#include "base/ids.h"
#include "base/result.h"
#include "inventory/inventory.h"
#include "order/order.h"
#include "payment/draft.h"
#include "promo/promo.h"
#include "store/db.h"
#include "stripe/objects.h"

// From cart to paid order (design: the money path). This module owns payments, payment_attempts,
// payment_events, tax_quotes and inbox_events. It promises: what Stripe is asked equals what was
// frozen; one completion whoever brings the news; stock given back only on a confirmed end; no
// call outside within a transaction. Here are the transactions; the calls around them stand in
// payment/ask.h, events in payment/inbox.h, repair in payment/reconcile.h.
namespace payment {

using base::OrderId;
using base::PaymentAttemptId;

// What an instance's configuration says about payments.
struct Terms {
  std::string site_url;
  base::Config::Ship ship_from;
  bool livemode = false;         // the secret key is a live one
  inventory::HoldLimits hold{};  // of cart holds, when a payment is given up
  base::Config::Carding carding{};
};
Terms terms(const base::Config& config);

// One try to be paid (see the table's comment).
struct Attempt {
  PaymentAttemptId id;
  OrderId order;
  std::string public_id;  // the order's, by which Stripe knows it
  Money due;              // what the session must come to
  std::string state;
  std::string idempotency_key;
  std::optional<store::Bytes> coupon_body;
  store::Bytes session_body;
  std::optional<std::string> session_id;
  std::optional<std::string> session_url;
  Instant expires_at;
  static constexpr auto columns() {
    return base::Columns<&Attempt::id, &Attempt::order, &Attempt::public_id, &Attempt::due,
                         &Attempt::state, &Attempt::idempotency_key, &Attempt::coupon_body,
                         &Attempt::session_body, &Attempt::session_id, &Attempt::session_url,
                         &Attempt::expires_at>{};
  }
};
// The attempt that the cart's living order waits for; nothing when it waits for none.
std::optional<Attempt> live_attempt(store::Tx& tx, CartId cart);
// The attempt as it stands.
Attempt find_attempt(store::Tx& tx, PaymentAttemptId attempt);
// How an attempt and its order stand now: others may have ended them since they were read.
struct Standing {
  std::string order_state;
  std::string attempt_state;
  std::optional<std::string> session_id;
  static constexpr auto columns() {
    return base::Columns<&Standing::order_state, &Standing::attempt_state, &Standing::session_id>{};
  }
};
Standing standing(store::Tx& tx, PaymentAttemptId attempt);
// The state of a session's attempt; "" when the session is not ours.
std::string attempt_state(store::Tx& tx, const std::string& session_id);
// The order of a session, however it ended.
std::optional<OrderId> order_of_session(store::Tx& tx, const std::string& session_id);
// The one-off coupon that an attempt asked for, as Stripe knows it; nothing when it needed none.
std::optional<std::string> coupon_of(store::Tx& tx, PaymentAttemptId attempt);

enum class FreezeWhy {
  BeingPaid,     // the cart has a living order already: resume it, or cancel it first
  Empty,         // nothing in the cart
  Incomplete,    // no address or no shipping choice (or the method is no longer offered)
  NotForSale,    // a line's variant was archived
  QuoteStale,    // cart, address or shipping changed since tax was asked, or the answer expired
  TotalChanged,  // total or due are not what the shopper agreed to: show old -> new
  SoldOut,       // `sold_out` says which item and how many are left, unless a supplier sends it
  CodeUsed,      // a promotion was used up meanwhile, or by this buyer: `code` says which
  OfferEnded,    // the last day of the quote that was accepted is over
  NoTerms,       // on terms, but none were agreed
  OverLimit,     // on net terms, and the company would owe more than its limit
  TenderGone,    // another order was faster with what is on a gift card
  TooSmall,      // due is something, but under kLeastDue
  TooLarge,      // over kMostDue
};
// What Stripe charges a card at least and at most.
inline constexpr Money kLeastDue = Money::cents(50);
inline constexpr Money kMostDue = Money::cents(99'999'999);
struct FreezeRefused {
  FreezeWhy why;
  std::optional<inventory::HoldRefused> sold_out = std::nullopt;
  std::optional<promo::ClaimRefused> code = std::nullopt;
};

// What the review said when the shopper placed the order.
struct Seen {
  Money total;
  Money due;  // total less what gift cards pay
};
struct FrozenOrder {
  OrderId order;
  std::optional<PaymentAttemptId> attempt;  // nothing: nothing is due, and the order is placed
};

// Phase (a): under the cart's lock, prices again, checks the quote and what the shopper saw, claims
// the promotions that apply, turns the holds into payment holds, copies everything into an order
// awaiting payment, promises what gift cards pay, and stores the exact bytes to send to Stripe.
// Where nothing is due there is nothing to ask: the order is placed at once (invariant O10).
// Nothing is kept of a refusal. `now + kSessionLife` is when the session ends; a quote must outlive
// it. Locks the cart, promotions, stock, suppliers' stock, then gift cards.
// The order is the buyer's, at the buyer's prices, with store credit and certificates; without one
// it is a guest's.
base::Result<FrozenOrder, FreezeRefused> freeze(store::Tx& tx, CartId cart, const Seen& seen,
                                                const cart::Buyer& buyer, const Terms& terms,
                                                Instant now);
base::Result<FrozenOrder, FreezeRefused> freeze(store::Tx& tx, CartId cart, const Seen& seen,
                                                const Terms& terms, Instant now);

// Stripe wants at least 30 minutes from when it first sees the request; the rest is the time left
// to repeat a call whose answer never came.
inline constexpr std::chrono::minutes kSessionLife{35};

enum class Completion {
  Placed,          // by this call
  NeedsAttention,  // by this call: paid, but not as frozen or without stock
  AlreadyDone,     // by an earlier one; nothing changed
  Waiting,         // complete but not paid yet (delayed method): stock stays held
  Unknown,         // no order of ours
};

// Phase (c): the one completion. Webhook, return page and stripe-reconcile call it with what
// Stripe said; whoever comes second finds it done. Locks the order, then stock, gift cards, and the
// counter of order numbers. A session that differs from what was frozen, or a lack of stock, ends
// in needs_attention: capture recorded, no stock moved, gift cards still promised, staff told. So
// does a payment that comes after its order expired; the cart, if it is still open, is then
// completed and its holds end.
Completion complete(store::Tx& tx, const stripe::Session& session, const Terms& terms,
                    const std::string& actor, Instant now);

// How a line is named in a calculation and in a tax transaction at Stripe.
std::string line_reference(base::VariantId variant);

// What becomes of the units of an order that will not be paid.
enum class Units { BackToCart, Released };

// Stripe confirmed that the session ended unpaid (or never came to be): the order expires, what it
// took of promotions, stock and gift cards is given back, the cart opens again. False, and nothing
// changed, when the order is no longer awaiting payment.
bool give_up(store::Tx& tx, OrderId order, Units units, const Terms& terms,
             const order::Because& because, Instant now);

enum class ResolveRefusal { NotWaiting, SoldOut, TenderGone };
// Staff's answer to needs_attention: take the stock after all and go on as paid (an order that was
// paid late takes from what is free, and from its gift cards what they paid at first; it touches no
// hold of its cart), ...
base::Result<base::Done, ResolveRefusal> resolve_place(store::Tx& tx, OrderId order,
                                                       const std::string& actor, Instant now);
// ... or cancel: units set aside for it are released, gift cards pay nothing, and all that was paid
// is owed; sending it is an act of its own (payment/refund.h).
base::Result<base::Done, ResolveRefusal> resolve_cancel(store::Tx& tx, OrderId order,
                                                        const std::string& actor, Instant now);

}  // namespace payment
