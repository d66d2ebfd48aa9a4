#include "tender/entry.h"

namespace tender {
namespace {

using store::Query;

const Query<void(std::optional<GiftCardId>, std::optional<StoreCreditAccountId>, std::string, Money,
                 Money, Money, std::optional<OrderId>, std::string, std::string, std::string,
                 std::string, Instant)>
    kWrite{"tender.write", R"sql(
    INSERT INTO tender_entries (gift_card_id, store_credit_account_id, kind, amount_delta,
                                used_delta, authorized_delta, order_id, cause, key, reason, actor,
                                at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12))sql"};

const Query<bool(std::string, std::string)> kIsWritten{"tender.is_written", R"sql(
    SELECT EXISTS (SELECT FROM tender_entries WHERE cause = $1 AND kind = $2))sql"};

}  // namespace

void write(store::Tx& tx, const NewEntry& entry, const Cause& cause, Instant now) {
  const auto key = cause.what + ' ' + entry.kind + ' ' + to_text(entry.source);
  tx.exec(kWrite, entry.source.card, entry.source.credit, entry.kind, entry.amount_delta,
          entry.used_delta, entry.authorized_delta, entry.order, cause.what, key, entry.reason,
          cause.actor, now);
}

bool is_written(store::Tx& tx, const std::string& kind, const Cause& cause) {
  return tx.one(kIsWritten, cause.what, kind);
}

std::string to_text(const Source& source) {
  BASE_CHECK(source.card.has_value() != source.credit.has_value());
  return source.card ? "gift card " + std::to_string(source.card->raw())
                     : "store credit " + std::to_string(source.credit->raw());
}

}  // namespace tender
