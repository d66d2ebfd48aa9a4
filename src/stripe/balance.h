#pragma once
#include <string>

#include "base/instant.h"
#include "base/json.h"
#include "base/money.h"

namespace stripe {

// What moved money on the account: a charge, a refund, a dispute, a payout, a fee.
struct BalanceTransaction {
  std::string id;
  std::string category;        // reporting_category: charge, refund, refund_failure, dispute, ...
  std::string source;          // the id of what it came from
  std::string payment_intent;  // of the source, where it was expanded and has one
  std::string currency;
  base::Money amount;  // before the fee; negative: out of the account
  base::Money fee;
  base::Instant created;
};
BalanceTransaction read_balance_transaction(const base::Json& json);

}  // namespace stripe
