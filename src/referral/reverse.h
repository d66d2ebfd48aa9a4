#pragma once
#include "referral/referral.h"

namespace referral {

// The payment of an order was taken back for good: what it earned is undone. A referral that has
// not been paid is refused; of one that was, these credits are to be taken back in this same
// transaction. Once an order: nothing a second time, or where the order earned nobody anything.
// The caller has locked the order's row.
std::vector<Credit> reverse(store::Tx& tx, OrderId order, const std::string& reason);

}  // namespace referral
