#pragma once
#include "order/customer.h"
#include "referral/referral.h"

// Where referral, order and tender meet: the job pay-referrals.
namespace app {

// A placed order is looked at, in a transaction of its own: what its buyer was seen with is noted,
// and whose link they came by, at the time it was placed. Once an order: Before when it was.
referral::Attributed look_at_order(store::Tx& tx, const order::NewOrder& placed,
                                   const referral::Terms& terms, base::Instant now);

enum class Settled { Paid, Refused, Waiting, Before };
// One referral that is due, in a transaction of its own. Paid: both sides have their credit, each
// once, whatever runs at the same time. Refused: the order was cancelled, or less than half of its
// total is left after refunds, or its payment was charged back. Waiting: the order is not fully
// paid, or staff or a bank have yet to decide.
Settled settle_referral(store::Tx& tx, const referral::Due& due, base::Instant now);

}  // namespace app
