#pragma once
#include <string>

#include "base/columns.h"
#include "payment/payment.h"

// Private to payment: the rows that its transactions leave behind.
namespace payment {

// What was frozen for the payment that was captured.
struct Captured {
  std::optional<std::string> session_id;  // of the attempt; nothing: its answer never came
  Money items;                            // goods, shipping and tax: what the session listed
  Money off;                              // discount and tender: its coupon
  static constexpr auto columns() {
    return base::Columns<&Captured::session_id, &Captured::items, &Captured::off>{};
  }
};
// The payment is captured and stands in the ledger, the attempt is complete. The ledger is in US
// dollars: what was paid in another currency stands there as 0, its amount in the order's
// `attention`.
Captured record_capture(store::Tx& tx, OrderId order, const stripe::Session& session, Instant now);

// A delayed method was chosen: the session is complete, the money is on its way.
void note_processing(store::Tx& tx, OrderId order, const stripe::Session& session, Instant now);

// The attempt ended unpaid; its one-off coupon is to be deleted.
void record_end(store::Tx& tx, OrderId order, Instant now);

// Once per (order, kind), by the outbox's key.
void enqueue_mail(store::Tx& tx, const char* kind, OrderId order, Instant now);
void enqueue_tax_transaction(store::Tx& tx, OrderId order, Instant now);

}  // namespace payment
