#include "app/referrals.h"

#include "order/order.h"
#include "order/state.h"
#include "order/worth.h"
#include "payment/charges.h"
#include "payment/dispute.h"
#include "tender/tender.h"

namespace app {
namespace {

enum class Standing { Stands, Waits, Gone };

Standing standing(store::Tx& tx, const order::Locked& locked) {
  const auto state = order::parse_state(locked.state);
  BASE_CHECK(state.has_value());
  switch (*state) {
    case order::State::Cancelled:
    case order::State::Expired:
      return Standing::Gone;
    case order::State::AwaitingPayment:
    case order::State::NeedsAttention:
      return Standing::Waits;
    case order::State::Placed:
    case order::State::PartlyShipped:
    case order::State::Shipped:
    case order::State::Delivered:
      break;
  }
  switch (payment::at_the_bank(tx, locked.id)) {
    case payment::AtTheBank::Open:
      return Standing::Waits;
    case payment::AtTheBank::Lost:
      return Standing::Gone;
    case payment::AtTheBank::Undisputed:
      break;
  }
  const auto account = order::account(tx, locked.id);
  if (account.worth() * 2 < account.total) return Standing::Gone;
  return account.balance() > base::Money{} ? Standing::Waits : Standing::Stands;
}

// The card an order was paid by may be told long after the order was placed.
void note_cards(store::Tx& tx, base::OrderId order, base::CustomerId customer, base::Instant now) {
  std::vector<referral::Signal> cards;
  for (auto& card : payment::card_fingerprints(tx, order))
    cards.push_back({referral::SignalKind::Card, std::move(card)});
  referral::note(tx, customer, cards, now);
}

}  // namespace

referral::Attributed look_at_order(store::Tx& tx, const order::NewOrder& placed,
                                   const referral::Terms& terms, base::Instant now) {
  if (!order::set_looked_at(tx, placed.id, now)) return referral::Attributed::Before;
  std::vector<referral::Signal> seen{{referral::SignalKind::Mail, placed.mail_key},
                                     {referral::SignalKind::Address, placed.address}};
  if (placed.visitor_hash) seen.push_back({referral::SignalKind::Device, *placed.visitor_hash});
  referral::note(tx, placed.customer, seen, now);
  note_cards(tx, placed.id, placed.customer, now);
  const auto known = placed.is_first ? referral::Known::New : referral::Known::Returning;
  return referral::attribute(tx, placed.id, {placed.customer, known, placed.visitor_hash}, terms,
                             placed.placed_at);
}

Settled settle_referral(store::Tx& tx, const referral::Due& due, base::Instant now) {
  const auto locked = order::lock_order(tx, due.order);
  BASE_CHECK(locked.has_value());
  switch (standing(tx, *locked)) {
    case Standing::Gone:
      return referral::refuse(tx, due.id, "the order was given back") ? Settled::Refused
                                                                      : Settled::Before;
    case Standing::Waits:
      return Settled::Waiting;
    case Standing::Stands:
      break;
  }
  const auto credits = referral::earn(tx, due.id, now);
  if (!credits) return Settled::Before;
  for (const auto& credit : *credits)
    tender::grant_credit(tx, credit.customer, credit.amount, "for a referral",
                         {credit.cause, "job pay-referrals"}, now);
  referral::mark_paid(tx, due.id);
  return Settled::Paid;
}

}  // namespace app
