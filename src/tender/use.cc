#include <algorithm>

#include "base/columns.h"
#include "tender/entry.h"
#include "tender/locks.h"

namespace tender {
namespace {

using base::TenderEntryId;
using store::Query;

struct LackingRow {
  std::optional<GiftCardId> card;
  std::optional<StoreCreditAccountId> credit;
  Money available;
  static constexpr auto columns() {
    return base::Columns<&LackingRow::card, &LackingRow::credit, &LackingRow::available>{};
  }
};
using Cards = std::vector<std::optional<GiftCardId>>;
using Accounts = std::vector<std::optional<StoreCreditAccountId>>;
const Query<LackingRow(Cards, Accounts, std::vector<Money>, Instant)> kLacking{"tender.lacking",
                                                                               R"sql(
    SELECT p.card, p.credit, coalesce(c.available, a.available, 0)
      FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) WITH ORDINALITY
           AS p (card, credit, amount, n)
      LEFT JOIN LATERAL (
             SELECT amount_cents - used_cents - authorized_cents AS available FROM gift_cards
              WHERE id = p.card AND state = 'active'
                AND (expires_at IS NULL OR expires_at > $4)) AS c ON true
      LEFT JOIN LATERAL (
             SELECT amount_cents - used_cents - authorized_cents AS available
               FROM store_credit_accounts WHERE id = p.credit) AS a ON true
     WHERE p.amount > coalesce(c.available, a.available, 0)
     ORDER BY p.n LIMIT 1)sql"};

// The authorizations of an order that nothing has ended, and what has gone before each of them:
// together they are taken up to an amount.
const Query<Money(OrderId)> kPromised{"tender.promised", R"sql(
    SELECT coalesce(sum(authorized_delta), 0)::bigint FROM tender_entries WHERE order_id = $1)sql"};
const Query<void(OrderId, Money, std::string, Instant)> kEnd{"tender.end", R"sql(
    INSERT INTO tender_entries (gift_card_id, store_credit_account_id, kind, used_delta,
                                authorized_delta, order_id, authorization_id, cause, key, actor, at)
    SELECT gift_card_id, store_credit_account_id,
           CASE WHEN taken > 0 THEN 'captured' ELSE 'voided' END, taken, -authorized_delta, $1, id,
           'order ' || $1, 'authorization ' || id || ' ended', $3, $4
      FROM (SELECT a.id, a.gift_card_id, a.store_credit_account_id, a.authorized_delta,
                   least(a.authorized_delta,
                         greatest($2::bigint - (sum(a.authorized_delta) OVER (ORDER BY a.id)
                                        - a.authorized_delta), 0))::bigint AS taken
              FROM tender_entries a
             WHERE a.order_id = $1 AND a.kind = 'authorized'
               AND NOT EXISTS (SELECT FROM tender_entries e WHERE e.authorization_id = a.id)) AS open
     ORDER BY id)sql"};

struct PartRow {
  std::optional<GiftCardId> card;
  std::optional<StoreCreditAccountId> credit;
  Money amount;
  static constexpr auto columns() {
    return base::Columns<&PartRow::card, &PartRow::credit, &PartRow::amount>{};
  }
};
const Query<PartRow(OrderId)> kGivenUp{"tender.given_up", R"sql(
    SELECT gift_card_id, store_credit_account_id, sum(-authorized_delta)::bigint
      FROM tender_entries
     WHERE order_id = $1 AND kind = 'voided'
     GROUP BY gift_card_id, store_credit_account_id ORDER BY min(authorization_id))sql"};

const Query<Use(OrderId)> kUse{"tender.use", R"sql(
    SELECT coalesce(sum(authorized_delta), 0)::bigint, coalesce(sum(used_delta), 0)::bigint
      FROM tender_entries WHERE order_id = $1)sql"};
const Query<Money(OrderId)> kCaptured{"tender.captured", R"sql(
    SELECT coalesce(sum(used_delta), 0)::bigint FROM tender_entries
     WHERE order_id = $1 AND kind = 'captured')sql"};

}  // namespace

base::Result<Written, Lacking> authorize(store::Tx& tx, OrderId order,
                                         const std::vector<Part>& parts, const Cause& cause,
                                         Instant now) {
  std::vector<Source> sources;
  Cards cards;
  Accounts accounts;
  std::vector<Money> amounts;
  for (const auto& part : parts) {
    BASE_CHECK(part.amount > Money{});
    sources.push_back(part.source);
    cards.push_back(part.source.card);
    accounts.push_back(part.source.credit);
    amounts.push_back(part.amount);
  }
  lock(tx, sources);
  if (is_written(tx, "authorized", cause)) return Written::Before;
  if (const auto short_of = tx.one_or_none(kLacking, cards, accounts, amounts, now))
    return Lacking{{short_of->card, short_of->credit}, short_of->available};
  for (const auto& part : parts)
    write(tx,
          {.source = part.source,
           .kind = "authorized",
           .authorized_delta = part.amount,
           .order = order},
          cause, now);
  return Written::Now;
}

Money capture(store::Tx& tx, OrderId order, const std::string& actor, Instant now) {
  lock_of_order(tx, order);
  tx.exec(kEnd, order, tx.one(kPromised, order), actor, now);
  return tx.one(kCaptured, order);
}

base::Result<base::Done, CaptureRefused> capture_part(store::Tx& tx, OrderId order, Money amount,
                                                      const std::string& actor, Instant now) {
  BASE_CHECK(amount >= Money{});
  lock_of_order(tx, order);
  if (tx.one(kPromised, order) < amount) return CaptureRefused::NotPromised;
  tx.exec(kEnd, order, amount, actor, now);
  return base::Done{};
}

Money release(store::Tx& tx, OrderId order, const std::string& actor, Instant now) {
  lock_of_order(tx, order);
  const auto promised = tx.one(kPromised, order);
  tx.exec(kEnd, order, Money{}, actor, now);
  return promised;
}

std::vector<Part> given_up(store::Tx& tx, OrderId order) {
  std::vector<Part> parts;
  for (const auto& row : tx.all(kGivenUp, order))
    parts.push_back({{row.card, row.credit}, row.amount});
  return parts;
}

Use use(store::Tx& tx, OrderId order) {
  return tx.one(kUse, order);
}

}  // namespace tender
