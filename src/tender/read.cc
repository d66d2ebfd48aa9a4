#include "tender/tender.h"

namespace tender {
namespace {

using store::Query;

const Query<Card(GiftCardId)> kCard{"tender.card", R"sql(
    SELECT id, last4, state, amount_cents, used_cents, authorized_cents, expires_at, order_id,
           replaces_id, issued_at, code_sent_at
      FROM gift_cards WHERE id = $1)sql"};
const Query<Card(std::string)> kEnding{"tender.cards_ending", R"sql(
    SELECT id, last4, state, amount_cents, used_cents, authorized_cents, expires_at, order_id,
           replaces_id, issued_at, code_sent_at
      FROM gift_cards WHERE last4 = $1 AND last4 <> '' ORDER BY id)sql"};

const Query<Entry(std::optional<GiftCardId>, std::optional<StoreCreditAccountId>)> kEntries{
    "tender.entries", R"sql(
    SELECT id, kind, amount_delta, used_delta, authorized_delta, order_id, cause, reason, actor, at
      FROM tender_entries
     WHERE gift_card_id = $1 OR store_credit_account_id = $2
     ORDER BY id)sql"};

}  // namespace

std::optional<Card> card(store::Tx& tx, GiftCardId id) {
  return tx.one_or_none(kCard, id);
}

std::vector<Card> cards_ending(store::Tx& tx, std::string_view last4) {
  return tx.all(kEnding, std::string{last4});
}

std::vector<Entry> entries(store::Tx& tx, const Source& source) {
  return tx.all(kEntries, source.card, source.credit);
}

}  // namespace tender
