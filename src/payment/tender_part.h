#pragma once
#include <vector>

#include "payment/payment.h"
#include "tender/tender.h"

// Private to payment: what gift cards and credit pay of an order. The ledger of tender knows which
// of them; payments has one row for their sum. The order's row is locked by the caller, stock
// before these.
namespace payment {

// Promises the parts to an order that freezes; nothing of a refusal may be kept.
base::Result<base::Done, tender::Lacking> promise_tender(store::Tx& tx, OrderId order,
                                                         const std::vector<tender::Part>& parts,
                                                         Instant now);
// Promises them once more to an order that had given them up and was paid after all.
base::Result<base::Done, tender::Lacking> promise_tender_again(store::Tx& tx, OrderId order,
                                                               const std::string& actor,
                                                               Instant now);
// Takes what is promised, if anything is: the order is placed.
void take_tender(store::Tx& tx, OrderId order, const std::string& actor, Instant now);
// Gives up what is promised: the order has ended. Once, whoever asks how often (O9).
void give_up_tender(store::Tx& tx, const order::Locked& order, const std::string& actor,
                    Instant now);

}  // namespace payment
