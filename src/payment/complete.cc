#include "cart/sale.h"
#include "order/cancel.h"
#include "order/fulfil.h"
#include "order/order.h"
#include "order/read.h"
#include "payment/agree.h"
#include "payment/payment.h"
#include "payment/records.h"
#include "payment/tender_part.h"
#include "promo/promo.h"

namespace payment {
namespace {

using order::State;

// Why the facts are not what was frozen; empty when they are.
std::string mismatch(const stripe::Session& session, const order::Locked& order,
                     const Captured& captured, bool livemode) {
  // The ledger has no other currency: this is where the amount stands.
  if (session.currency != "usd")
    return "paid " + std::to_string(session.amount_total.in_cents()) +
           " of the smallest unit of another currency, " + session.currency + "; due was " +
           base::to_text(order.due);
  if (session.amount_total != order.due)
    return "paid " + base::to_text(session.amount_total) + ", due was " + base::to_text(order.due);
  if (session.livemode != livemode) return "paid in the other mode (live or test)";
  if (session.amount_subtotal.value_or(captured.items) != captured.items)
    return "the items came to " + base::to_text(*session.amount_subtotal) + ", not " +
           base::to_text(captured.items);
  if (session.amount_discount.value_or(captured.off) != captured.off)
    return base::to_text(*session.amount_discount) + " was taken off, not " +
           base::to_text(captured.off);
  if (captured.session_id && *captured.session_id != session.id)
    return "paid through an unknown session";
  return "";
}

void needs_attention(store::Tx& tx, const order::Locked& order, const std::string& actor,
                     const std::string& reason, Instant now) {
  order::make_visible(tx, order.id, *order::parse_state(order.state), State::NeedsAttention,
                      {actor, reason}, now);
  enqueue_mail(tx, "mail.payment_received", order.id, now);
  enqueue_mail(tx, "mail.staff_attention", order.id, now);
}

// What the cart holds is paid for: it is not to be paid for again. A cart that went on to another
// order is that order's; an open one has none that lives.
void close_cart(store::Tx& tx, CartId id, Instant now) {
  const auto cart = cart::lock_cart(tx, id);
  if (!cart || cart->state != "open") return;
  BASE_CHECK(inventory::hold(tx, id, {}, {}, std::nullopt, now));
  cart::set_paid_late(tx, id, now);
}

// Each unit of a gift card becomes a card, whose code goes by mail; those lines are done.
void issue_gift_cards(store::Tx& tx, OrderId id, const order::Because& because, Instant now) {
  const auto lines = order::gift_card_lines(tx, id);
  for (const auto& line : lines)
    tender::issue_bought(tx, {id, line.id, line.units, line.face, line.recipient}, because.actor,
                         now);
  if (!lines.empty()) order::hand_over(tx, id, because, now);
}

}  // namespace

bool move_stock(store::Tx& tx, OrderId order, const std::string& actor, Instant now) {
  return inventory::allocate(tx, order, actor, now) || order::stock_needs(tx, order).empty();
}

void place(store::Tx& tx, OrderId order, State from, const order::Because& because, Instant now) {
  take_tender(tx, order, because.actor, now);
  order::make_visible(tx, order, from, State::Placed, because, now);
  enqueue_mail(tx, "mail.order_confirmation", order, now);
  enqueue_tax_transaction(tx, order, now);
  issue_gift_cards(tx, order, because, now);
}

Completion complete(store::Tx& tx, const stripe::Session& session, const Terms& terms,
                    const std::string& actor, Instant now) {
  const auto order = order::lock_order(tx, session.order);
  if (!order) return Completion::Unknown;
  const bool awaiting = order->state == order::to_word(State::AwaitingPayment);
  if (!awaiting && order->state != order::to_word(State::Expired)) return Completion::AlreadyDone;
  if (session.status != "complete" || session.payment_status == "unpaid") {
    if (awaiting && session.status == "complete") note_processing(tx, order->id, session, now);
    return Completion::Waiting;
  }

  const auto captured = record_capture(tx, order->id, session, now);
  promo::keep(tx, order->id, now);
  auto wrong = mismatch(session, *order, captured, terms.livemode);
  if (!awaiting) {
    close_cart(tx, order->cart, now);
    needs_attention(tx, *order, actor,
                    "paid after the order had expired" + (wrong.empty() ? "" : "; " + wrong), now);
    return Completion::NeedsAttention;
  }
  cart::set_completed(tx, order->cart, now);
  if (wrong.empty() && !move_stock(tx, order->id, actor, now))
    wrong = "paid, but the stock is no longer held";
  if (!wrong.empty()) {
    needs_attention(tx, *order, actor, wrong, now);
    return Completion::NeedsAttention;
  }
  place(tx, order->id, State::AwaitingPayment, {actor, "paid"}, now);
  return Completion::Placed;
}

void place_free(store::Tx& tx, OrderId id, Instant now) {
  const auto order = order::lock_order(tx, id);
  BASE_CHECK(order && order->due.is_zero());
  promo::keep(tx, id, now);
  cart::set_completed(tx, order->cart, now);
  BASE_CHECK(move_stock(tx, id, "shopper", now));
  place(tx, id, State::AwaitingPayment, {"shopper", "nothing was due"}, now);
}

bool give_up(store::Tx& tx, OrderId id, Units units, const Terms& terms,
             const order::Because& because, Instant now) {
  const auto order = order::lock_order(tx, id);
  if (!order || order->state != order::to_word(State::AwaitingPayment)) return false;
  cart::reopen(tx, order->cart, now);
  promo::release(tx, id, now);
  switch (units) {
    case Units::BackToCart:
      inventory::return_to_cart(tx, id, terms.hold, now);
      break;
    case Units::Released:
      inventory::release_payment(tx, id);
      break;
  }
  pricing::give_back_supplied(tx, id, now);
  give_up_tender(tx, *order, because.actor, now);
  record_end(tx, id, now);
  order::move(tx, id, State::AwaitingPayment, State::Expired, because, now);
  return true;
}

base::Result<base::Done, ResolveRefusal> resolve_place(store::Tx& tx, OrderId id,
                                                       const std::string& actor, Instant now) {
  const auto order = order::lock_order(tx, id);
  if (!order || order->state != order::to_word(State::NeedsAttention))
    return ResolveRefusal::NotWaiting;
  std::vector<inventory::Demand> demands;
  for (const auto& need : order::stock_needs(tx, id)) demands.push_back({need.item, need.units});
  if (order->paid_late) {
    // The cart may be another order's by now: its holds are not for this one.
    if (!demands.empty() && !inventory::allocate_free(tx, id, demands, actor, now))
      return ResolveRefusal::SoldOut;
    if (!pricing::take_supplied_again(tx, id, now)) return ResolveRefusal::SoldOut;
    if (!order->tender.is_zero() && !promise_tender_again(tx, id, actor, now))
      return ResolveRefusal::TenderGone;
  } else {
    cart::lock_cart(tx, order->cart);
    if (!demands.empty() && !inventory::hold_for_payment(tx, order->cart, id, demands, now))
      return ResolveRefusal::SoldOut;
    BASE_CHECK(move_stock(tx, id, actor, now));
  }
  place(tx, id, State::NeedsAttention, {actor, "resolved by staff"}, now);
  return base::Done{};
}

base::Result<base::Done, ResolveRefusal> resolve_cancel(store::Tx& tx, OrderId id,
                                                        const std::string& actor, Instant now) {
  const auto order = order::lock_order(tx, id);
  if (!order || order->state != order::to_word(State::NeedsAttention))
    return ResolveRefusal::NotWaiting;
  promo::release(tx, id, now);  // before stock is locked
  inventory::release_payment(tx, id);
  BASE_CHECK(order::cancel_rest(tx, id, {actor, "cancelled by staff"}, now));
  give_up_tender(tx, *order, actor, now);
  return base::Done{};
}

}  // namespace payment
