#pragma once
#include <string>

#include "payment/payment.h"
#include "stripe/charge.h"
#include "stripe/objects.h"

// Private to payment: what events cause that neither complete nor end an order. Each answers what
// came of it; kNoPayment when nobody here knows the payment (yet).
namespace payment {

inline constexpr const char* kNoPayment = "no payment of ours";

// Charges: kept on their payment, as of when it was said. `refunded` differs from ours: word is
// left to ask Stripe for the refunds.
std::string charge_seen(store::Tx& tx, const stripe::Charge& charge, Instant said_at, Instant now);

// Nothing of the order leaves, and staff are told.
std::string warning_seen(store::Tx& tx, const stripe::FraudWarning& warning, Instant now);
// The same, until the review is approved.
std::string review_seen(store::Tx& tx, const stripe::Review& review, Instant now);

// Money did not reach our bank.
std::string payout_failed(store::Tx& tx, const stripe::Payout& payout, Instant now);

// A payment was made, or its intent ended: only its session says what that means, so word is left
// to ask for it. Of a payment that is nobody's, staff hear in a few minutes.
std::string intent_succeeded(store::Tx& tx, const stripe::About& about, Instant now);
std::string intent_canceled(store::Tx& tx, const stripe::About& about, Instant now);

// What happened on another account has no effect; that it names an order of ours, staff hear.
std::string elsewhere(store::Tx& tx, const stripe::Event& event, Instant now);

// The order that an intent or a charge has paid; nothing as long as nobody knows.
std::optional<OrderId> order_of_payment(store::Tx& tx, const std::string& intent,
                                        const std::string& charge);

}  // namespace payment
