#include <algorithm>

#include "base/columns.h"
#include "tender/code.h"
#include "tender/tender.h"

namespace tender {
namespace {

using store::Query;

// A card payment of less is refused by Stripe.
constexpr auto kLeastDue = Money::cents(50);

struct PurseRow {
  std::optional<GiftCardId> card;
  std::optional<StoreCreditAccountId> credit;
  std::string last4;
  Money available;
  std::optional<Instant> expires_at;
  static constexpr auto columns() {
    return base::Columns<&PurseRow::card, &PurseRow::credit, &PurseRow::last4, &PurseRow::available,
                         &PurseRow::expires_at>{};
  }
  Purse purse() const { return {{card, credit}, last4, available, expires_at}; }
};

const Query<PurseRow(std::string, Instant)> kFind{"tender.find", R"sql(
    SELECT id, NULL::bigint, last4, amount_cents - used_cents - authorized_cents, expires_at
      FROM gift_cards
     WHERE code_hash = $1 AND state = 'active' AND (expires_at IS NULL OR expires_at > $2))sql"};

const Query<PurseRow(std::vector<GiftCardId>, std::optional<base::CustomerId>, Instant)> kPurses{
    "tender.purses", R"sql(
    SELECT card, credit, last4, available, expires_at
      FROM (SELECT id AS card, NULL::bigint AS credit, last4,
                   amount_cents - used_cents - authorized_cents AS available, expires_at
              FROM gift_cards
             WHERE id = ANY ($1) AND state = 'active' AND (expires_at IS NULL OR expires_at > $3)
             UNION ALL
            SELECT NULL, id, '', amount_cents - used_cents - authorized_cents, NULL
              FROM store_credit_accounts WHERE customer_id = $2) AS p
     WHERE available > 0
     ORDER BY credit IS NOT NULL, expires_at NULLS LAST, card)sql"};

const Query<Money(std::optional<GiftCardId>, std::optional<StoreCreditAccountId>, Instant)>
    kBalance{"tender.balance", R"sql(
    SELECT coalesce(
      (SELECT amount_cents - used_cents - authorized_cents FROM gift_cards
        WHERE id = $1 AND state = 'active' AND (expires_at IS NULL OR expires_at > $3)),
      (SELECT amount_cents - used_cents - authorized_cents FROM store_credit_accounts
        WHERE id = $2), 0))sql"};

}  // namespace

std::optional<Purse> find(store::Tx& tx, std::string_view code, Instant now) {
  const auto parsed = Code::parse(code);
  if (!parsed) return std::nullopt;
  const auto row = tx.one_or_none(kFind, parsed->hash(), now);
  if (!row) return std::nullopt;
  return row->purse();
}

std::vector<Purse> purses(store::Tx& tx, const std::vector<GiftCardId>& cards,
                          std::optional<base::CustomerId> customer, Instant now) {
  std::vector<Purse> purses;
  for (const auto& row : tx.all(kPurses, cards, customer, now)) purses.push_back(row.purse());
  return purses;
}

Money balance(store::Tx& tx, const Source& source, Instant now) {
  return tx.one(kBalance, source.card, source.credit, now);
}

std::vector<Part> spread(Money total, const std::vector<Purse>& purses) {
  Money there;
  for (const auto& purse : purses) there += purse.available;
  auto left = std::min(total, there);
  if (left < total && total - left < kLeastDue) left = std::max(Money{}, total - kLeastDue);
  std::vector<Part> parts;
  for (const auto& purse : purses) {
    const auto amount = std::min(left, purse.available);
    if (amount > Money{}) parts.push_back({purse.source, amount});
    left = left - amount;
  }
  return parts;
}

}  // namespace tender
