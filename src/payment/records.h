#pragma once
#include <string>

#include "payment/payment.h"

// Private to payment: the rows that its transactions leave behind.
namespace payment {

// The payment is captured and stands in the ledger, the attempt is complete. Answers the session
// id that the attempt had before; nothing when the answer of the create call never came.
std::optional<std::string> record_capture(store::Tx& tx, OrderId order,
                                          const stripe::Session& session, Instant now);

// A delayed method was chosen: the session is complete, the money is on its way.
void note_processing(store::Tx& tx, OrderId order, const stripe::Session& session, Instant now);

// The attempt ended unpaid; its one-off coupon is to be deleted.
void record_end(store::Tx& tx, OrderId order, Instant now);

// Once per (order, kind), by the outbox's key.
void enqueue_mail(store::Tx& tx, const char* kind, OrderId order, Instant now);
void enqueue_tax_transaction(store::Tx& tx, OrderId order, Instant now);

}  // namespace payment
