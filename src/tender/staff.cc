#include <algorithm>

#include "base/columns.h"
#include "tender/entry.h"
#include "tender/locks.h"

namespace tender {
namespace {

using store::Query;

const Query<Money(std::optional<GiftCardId>, std::optional<StoreCreditAccountId>)> kFree{
    "tender.free", R"sql(
    SELECT amount_cents - used_cents - authorized_cents FROM gift_cards WHERE id = $1
     UNION ALL
    SELECT amount_cents - used_cents - authorized_cents FROM store_credit_accounts
     WHERE id = $2)sql"};

const Query<Money(GiftCardId)> kDisable{"tender.disable", R"sql(
    UPDATE gift_cards SET state = 'disabled' WHERE id = $1 AND state = 'active'
    RETURNING amount_cents - used_cents - authorized_cents)sql"};

struct Free {
  GiftCardId card;
  Money amount;
  static constexpr auto columns() { return base::Columns<&Free::card, &Free::amount>{}; }
};
const Query<Free(OrderLineId)> kOfLine{"tender.free_of_line", R"sql(
    SELECT id, amount_cents - used_cents - authorized_cents AS free FROM gift_cards
     WHERE order_line_id = $1
     ORDER BY free DESC, id)sql"};

Money sum(const std::vector<Free>& cards) {
  Money sum;
  for (const auto& card : cards) sum += card.amount;
  return sum;
}

}  // namespace

base::Result<base::Done, AdjustRefused> adjust(store::Tx& tx, const Source& source, Money change,
                                               const std::string& reason, const Cause& cause,
                                               Instant now) {
  lock(tx, {source});
  if (is_written(tx, "adjusted", cause)) return base::Done{};
  const auto free = tx.one_or_none(kFree, source.card, source.credit);
  if (!free) return AdjustRefused::NoSuchAccount;
  if (*free + change < Money{}) return AdjustRefused::BelowZero;
  write(tx, {.source = source, .kind = "adjusted", .amount_delta = change, .reason = reason}, cause,
        now);
  return base::Done{};
}

base::Result<Money, DisableRefused> disable(store::Tx& tx, GiftCardId card,
                                            const std::string& reason, const Cause& cause,
                                            Instant now) {
  const Source source{.card = card};
  lock(tx, {source});
  const auto free = tx.one_or_none(kDisable, card);
  if (!free)
    return tx.one_or_none(kFree, source.card, source.credit) ? DisableRefused::Disabled
                                                             : DisableRefused::NoSuchCard;
  write(tx,
        {.source = source, .kind = "disabled", .amount_delta = Money{} - *free, .reason = reason},
        cause, now);
  return *free;
}

Money unspent(store::Tx& tx, OrderLineId line) {
  return sum(tx.all(kOfLine, line));
}

base::Result<Written, Spent> disable_unspent(store::Tx& tx, OrderLineId line, Money face,
                                             const Cause& cause, Instant now) {
  BASE_CHECK(face > Money{});
  lock_of_line(tx, line);
  if (is_written(tx, "disabled", cause)) return Written::Before;
  const auto cards = tx.all(kOfLine, line);
  if (sum(cards) < face) return Spent{sum(cards)};
  auto left = face;
  for (const auto& card : cards) {
    if (left.is_zero()) break;
    const auto taken = std::min(left, card.amount);
    write(tx,
          {.source = {.card = card.card},
           .kind = "disabled",
           .amount_delta = Money{} - taken,
           .reason = "its purchase was refunded"},
          cause, now);
    left = left - taken;
  }
  return Written::Now;
}

}  // namespace tender
