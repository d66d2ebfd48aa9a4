#pragma once
#include <string>
#include <vector>

#include "base/columns.h"
#include "payment/payment.h"
#include "stripe/charge.h"

// The cards behind payments, as Stripe describes each try to charge one. Nothing of an order's
// state hangs on them: they are for staff, for referral and for whoever counts declines.
namespace payment {

struct ChargeRow {
  std::string charge_id;
  std::string status;
  Money amount;
  std::string brand;
  std::string last4;
  std::string risk_level;
  std::string failure;
  Instant made_at;
  static constexpr auto columns() {
    return base::Columns<&ChargeRow::charge_id, &ChargeRow::status, &ChargeRow::amount,
                         &ChargeRow::brand, &ChargeRow::last4, &ChargeRow::risk_level,
                         &ChargeRow::failure, &ChargeRow::made_at>{};
  }
};
// Of all payments of the order, declined ones too, oldest first.
std::vector<ChargeRow> charges(store::Tx& tx, OrderId order);

// By which cards the order was paid: the same card has the same fingerprint, whoever uses it.
std::vector<std::string> card_fingerprints(store::Tx& tx, OrderId order);

// What of a payment was given back, as it is known here; no intent before it is captured.
struct GivenBack {
  std::optional<std::string> intent;
  Money refunded;
  static constexpr auto columns() {
    return base::Columns<&GivenBack::intent, &GivenBack::refunded>{};
  }
};
GivenBack given_back(store::Tx& tx, base::PaymentId payment);

}  // namespace payment
