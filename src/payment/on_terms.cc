#include "customers/company.h"
#include "order/customer.h"
#include "order/terms.h"
#include "payment/agree.h"
#include "payment/offline.h"

namespace payment {
namespace {

// Net terms are credit: with what the company owes already, no more than its limit.
bool is_over_limit(store::Tx& tx, const order::Frozen& order) {
  if (!order.company || !customers::net_days(order.terms)) return false;
  const auto limit = customers::lock_credit(tx, *order.company);
  return order::owed_by(tx, *order.company) + order.total() > limit;
}

}  // namespace

base::Result<OrderId, FreezeRefused> place_on_terms(store::Tx& tx, CartId cart,
                                                    const OnTerms& agreed, const Terms& terms,
                                                    Instant now) {
  const auto order = agree(tx, cart, {agreed.expected_total, agreed.expected_total},
                           {PaidBy::Terms, agreed.po_number, agreed.buyer}, terms, now);
  if (!order) return order.why();
  if (is_over_limit(tx, order->order)) return FreezeRefused{FreezeWhy::OverLimit};
  cart::set_completed(tx, cart, now);
  // Held a moment ago, in this transaction.
  BASE_CHECK(move_stock(tx, order->id, agreed.actor, now));
  place(tx, order->id, order::State::AwaitingPayment,
        {agreed.actor, "payment due, " + order::terms_text(order->order.terms)}, now);
  return order->id;
}

}  // namespace payment
