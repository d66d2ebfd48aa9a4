#include "tender/locks.h"

namespace tender {
namespace {

using store::Query;

const Query<GiftCardId(std::vector<GiftCardId>)> kCards{"tender.lock_cards", R"sql(
    SELECT id FROM lock_gift_cards($1) AS id)sql"};
const Query<StoreCreditAccountId(std::vector<StoreCreditAccountId>)> kCredit{"tender.lock_credit",
                                                                             R"sql(
    SELECT id FROM lock_store_credit($1) AS id)sql"};

const Query<GiftCardId(OrderId)> kCardsOfOrder{"tender.lock_cards_of_order", R"sql(
    SELECT id FROM lock_gift_cards(ARRAY(
      SELECT gift_card_id FROM tender_entries
       WHERE order_id = $1 AND gift_card_id IS NOT NULL)) AS id)sql"};
const Query<StoreCreditAccountId(OrderId)> kCreditOfOrder{"tender.lock_credit_of_order", R"sql(
    SELECT id FROM lock_store_credit(ARRAY(
      SELECT store_credit_account_id FROM tender_entries
       WHERE order_id = $1 AND store_credit_account_id IS NOT NULL)) AS id)sql"};

const Query<GiftCardId(OrderLineId)> kCardsOfLine{"tender.lock_cards_of_line", R"sql(
    SELECT id FROM lock_gift_cards(ARRAY(
      SELECT id FROM gift_cards WHERE order_line_id = $1)) AS id)sql"};

}  // namespace

void lock(store::Tx& tx, const std::vector<Source>& sources) {
  std::vector<GiftCardId> cards;
  std::vector<StoreCreditAccountId> credit;
  for (const auto& source : sources) {
    if (source.card) cards.push_back(*source.card);
    if (source.credit) credit.push_back(*source.credit);
  }
  if (!cards.empty()) tx.all(kCards, cards);
  if (!credit.empty()) tx.all(kCredit, credit);
}

void lock_of_order(store::Tx& tx, OrderId order) {
  tx.all(kCardsOfOrder, order);
  tx.all(kCreditOfOrder, order);
}

void lock_of_line(store::Tx& tx, OrderLineId line) {
  tx.all(kCardsOfLine, line);
}

}  // namespace tender
