#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "base/result.h"
#include "order/order.h"
#include "stripe/objects.h"

// Sending back what was granted (order/refund.h). What is owed is the negative balance of an order
// less what is on its way. It goes to what was captured: cards first, the oldest first, then money
// that staff received, then tender (decision 0036). A try that fails leaves the grant as it is and
// tells staff (invariant P3); sending again is another row with another key (P6). Each function
// that writes locks the order's row.
namespace payment {

using base::Instant;
using base::Money;
using base::OrderId;
using base::PaymentId;
using RefundSendId = base::Id<struct RefundSendTag>;

// One part of what is owed: from which payment, and by which way.
struct Part {
  PaymentId payment;
  std::string provider;     // of the payment: stripe, tender, wire, ...
  std::string destination;  // card, tender, offline
  Money amount;
};
// How what is owed would be sent now; nothing when nothing is owed or nothing is captured.
std::vector<Part> plan_refund(store::Tx& tx, OrderId order);

enum class SendRefusal {
  NothingOwed,
  NotDecided,  // the order needs attention: staff decide about it first
  Disputed,    // the payer's bank decides about a payment of it
};
// Writes the rows and leaves word for what calls Stripe; what goes to gift cards and credit is
// there at once, of the last taken first (tender::refund). Money that staff received is theirs to
// send: confirm_offline() when they have.
base::Result<std::vector<RefundSendId>, SendRefusal> send_refund(store::Tx& tx, OrderId order,
                                                                 const std::string& actor,
                                                                 Instant now);

// One part on its way, with what the call to Stripe needs.
struct Send {
  RefundSendId id;
  OrderId order;
  PaymentId payment;
  std::string public_id;  // the order's
  std::string destination;
  Money amount;
  std::string state;  // pending, sent, failed
  std::string idempotency_key;
  std::optional<std::string> intent_id;
  std::optional<std::string> provider_ref;
  std::string failure;
  Instant created_at;
  static constexpr auto columns() {
    return base::Columns<&Send::id, &Send::order, &Send::payment, &Send::public_id,
                         &Send::destination, &Send::amount, &Send::state, &Send::idempotency_key,
                         &Send::intent_id, &Send::provider_ref, &Send::failure,
                         &Send::created_at>{};
  }
};
std::optional<Send> find_send(store::Tx& tx, RefundSendId send);
std::vector<Send> sends(store::Tx& tx, OrderId order);

// Why a refund failed: the provider has it as failed, under this reference, and that is its end; or
// without a reference the call for it was refused, of which a provider may think otherwise later.
struct Failure {
  std::string reference;
  std::string why;
};
// It was sent, or it was not after all: the payment and its ledger follow, the shopper or staff are
// told once. False, and nothing changed, when that was known or is old news of what has ended.
// One that went after its call was refused calls off what was sent anew in its place, so that no
// more than was captured is on its way (invariant P1). `reference` is the provider's.
bool refund_sent(store::Tx& tx, RefundSendId send, const std::string& reference,
                 const std::string& actor, Instant now);
bool refund_failed(store::Tx& tx, RefundSendId send, const Failure& failure,
                   const std::string& actor, Instant now);

enum class ConfirmRefusal { NoSuchSend, NotOffline, NotPending };
// Staff have sent money back outside of any provider; `reference` says how.
base::Result<base::Done, ConfirmRefusal> confirm_offline(store::Tx& tx, RefundSendId send,
                                                         const std::string& reference,
                                                         const std::string& actor, Instant now);

// What Stripe says of a refund, made here or at its dashboard. Answers what came of it.
std::string refund_seen(store::Tx& tx, const stripe::Refund& refund, Instant now);

// A sentence for each rule of payments that does not hold (P1, P2); none when all is well.
std::vector<std::string> faults(store::Tx& tx);

}  // namespace payment
