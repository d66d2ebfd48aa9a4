#include <algorithm>

#include "base/columns.h"
#include "tender/entry.h"
#include "tender/issue.h"
#include "tender/locks.h"

namespace tender {
namespace {

using store::Query;

// What an order took of each source and has not given back, the last taken first.
struct Taken {
  std::optional<GiftCardId> card;
  std::optional<StoreCreditAccountId> credit;
  Money amount;
  bool expired;
  static constexpr auto columns() {
    return base::Columns<&Taken::card, &Taken::credit, &Taken::amount, &Taken::expired>{};
  }
};
const Query<Taken(OrderId, Instant)> kTaken{"tender.taken", R"sql(
    SELECT e.gift_card_id, e.store_credit_account_id, sum(e.used_delta)::bigint,
           bool_or(coalesce(c.expires_at <= $2 AND c.state = 'active', false))
      FROM tender_entries e LEFT JOIN gift_cards c ON c.id = e.gift_card_id
     WHERE e.order_id = $1 AND e.used_delta <> 0
     GROUP BY e.gift_card_id, e.store_credit_account_id
    HAVING sum(e.used_delta) > 0
     ORDER BY min(e.id) DESC)sql"};

struct RefundedRow {
  std::optional<GiftCardId> card;
  std::optional<StoreCreditAccountId> credit;
  Money amount;
  std::optional<GiftCardId> instead;
  static constexpr auto columns() {
    return base::Columns<&RefundedRow::card, &RefundedRow::credit, &RefundedRow::amount,
                         &RefundedRow::instead>{};
  }
};
const Query<RefundedRow(std::string)> kBefore{"tender.refunded_before", R"sql(
    SELECT e.gift_card_id, e.store_credit_account_id, -e.used_delta,
           (SELECT c.id FROM tender_entries i JOIN gift_cards c ON c.id = i.gift_card_id
             WHERE i.cause = $1 AND i.kind = 'issued' AND c.replaces_id = e.gift_card_id)
      FROM tender_entries e
     WHERE e.cause = $1 AND e.kind = 'refunded'
     ORDER BY e.id)sql"};

struct Refund {
  OrderId order;
  const std::string& recipient;
  const Cause& cause;
  Instant now;
};

// What comes back to a card that pays nothing any more goes on to a new one.
Refunded give_back(store::Tx& tx, const Refund& refund, const Taken& taken, Money amount) {
  const Source source{taken.card, taken.credit};
  write(
      tx,
      {.source = source, .kind = "refunded", .used_delta = Money{} - amount, .order = refund.order},
      refund.cause, refund.now);
  if (!taken.expired) return {source, amount, std::nullopt};
  const auto card = issue_instead(tx, {*taken.card, refund.order, amount, refund.recipient},
                                  refund.cause, refund.now);
  write(tx,
        {.source = source,
         .kind = "adjusted",
         .amount_delta = Money{} - amount,
         .order = refund.order,
         .reason = "expired: goes to gift card " + std::to_string(card.raw())},
        refund.cause, refund.now);
  return {source, amount, card};
}

}  // namespace

base::Result<std::vector<Refunded>, RefundTooMuch> refund(store::Tx& tx, OrderId order,
                                                          Money amount,
                                                          const std::string& recipient,
                                                          const Cause& cause, Instant now) {
  BASE_CHECK(amount > Money{});
  lock_of_order(tx, order);
  std::vector<Refunded> refunded;
  if (is_written(tx, "refunded", cause)) {
    for (const auto& row : tx.all(kBefore, cause.what))
      refunded.push_back({{row.card, row.credit}, row.amount, row.instead});
    return refunded;
  }
  const auto taken = tx.all(kTaken, order, now);
  Money there;
  for (const auto& part : taken) there += part.amount;
  if (there < amount) return RefundTooMuch{there};
  auto left = amount;
  for (const auto& part : taken) {
    if (left.is_zero()) break;
    const auto share = std::min(left, part.amount);
    refunded.push_back(give_back(tx, {order, recipient, cause, now}, part, share));
    left = left - share;
  }
  return refunded;
}

}  // namespace tender
