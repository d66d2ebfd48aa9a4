#include "tender/issue.h"
#include "base/columns.h"
#include "base/json_writer.h"
#include "store/outbox.h"
#include "tender/code.h"
#include "tender/entry.h"

namespace tender {
namespace {

using store::Query;

const Query<GiftCardId(std::string, std::string, std::optional<Instant>, Instant)> kMake{
    "tender.make", R"sql(
    INSERT INTO gift_cards (code_hash, last4, expires_at, issued_at) VALUES ($1, $2, $3, $4)
    RETURNING id)sql"};

const Query<GiftCardId(std::string, GiftCardId, Instant)> kReplace{"tender.replace", R"sql(
    INSERT INTO gift_cards (recipient, replaces_id, issued_at) VALUES ($1, $2, $3)
    RETURNING id)sql"};

const Query<GiftCardId(OrderId, OrderLineId, int, std::string, Instant)> kBuy{"tender.buy", R"sql(
    INSERT INTO gift_cards (order_id, order_line_id, unit, recipient, issued_at)
    SELECT $1, $2, unit, $4, $5 FROM generate_series(1, $3) AS unit
     ORDER BY unit
    ON CONFLICT (order_line_id, unit) DO NOTHING
    RETURNING id)sql"};

struct MailRow {
  std::string recipient;
  Money amount;
  std::optional<Instant> expires_at;
  static constexpr auto columns() {
    return base::Columns<&MailRow::recipient, &MailRow::amount, &MailRow::expires_at>{};
  }
};
const Query<MailRow(GiftCardId, std::string, std::string, Instant)> kDraw{"tender.draw_code", R"sql(
    UPDATE gift_cards SET code_hash = $2, last4 = $3
     WHERE id = $1 AND code_sent_at IS NULL AND recipient <> '' AND state = 'active'
       AND amount_cents > used_cents AND (expires_at IS NULL OR expires_at > $4)
    RETURNING recipient, amount_cents - used_cents, expires_at)sql"};

const Query<void(GiftCardId, Instant)> kSent{"tender.mark_code_sent", R"sql(
    UPDATE gift_cards SET code_sent_at = $2 WHERE id = $1 AND code_sent_at IS NULL)sql"};

void enqueue_mail(store::Tx& tx, GiftCardId card, Instant now) {
  base::JsonWriter payload;
  payload.begin_object().field("card", card.raw()).end_object();
  store::enqueue(tx, "mail.gift_card", "gift-card-" + std::to_string(card.raw()), {payload.take()},
                 now, now);
}

}  // namespace

Issued issue(store::Tx& tx, Money amount, std::optional<Instant> expires_at,
             const std::string& reason, const std::string& actor, Instant now) {
  BASE_CHECK(amount > Money{});
  const auto code = Code::draw();
  const auto card = tx.one(kMake, code.hash(), code.last4(), expires_at, now);
  write(tx, {.source = {.card = card}, .kind = "issued", .amount_delta = amount, .reason = reason},
        {"staff", actor}, now);
  return {card, code.text()};
}

void issue_bought(store::Tx& tx, const Bought& bought, const std::string& actor, Instant now) {
  BASE_CHECK(bought.face > Money{} && bought.units > 0 && !bought.recipient.empty());
  const Cause cause{"order " + std::to_string(bought.order.raw()), actor};
  for (const auto card :
       tx.all(kBuy, bought.order, bought.line, bought.units, bought.recipient, now)) {
    write(tx,
          {.source = {.card = card},
           .kind = "issued",
           .amount_delta = bought.face,
           .order = bought.order},
          cause, now);
    enqueue_mail(tx, card, now);
  }
}

GiftCardId issue_instead(store::Tx& tx, const Instead& instead, const Cause& cause, Instant now) {
  const auto card = tx.one(kReplace, instead.recipient, instead.expired, now);
  write(tx,
        {.source = {.card = card},
         .kind = "issued",
         .amount_delta = instead.amount,
         .order = instead.order},
        cause, now);
  enqueue_mail(tx, card, now);
  return card;
}

std::optional<CardMail> draw_code(store::Tx& tx, GiftCardId card, Instant now) {
  const auto code = Code::draw();
  const auto row = tx.one_or_none(kDraw, card, code.hash(), code.last4(), now);
  if (!row) return std::nullopt;
  return CardMail{row->recipient, code.text(), row->amount, row->expires_at};
}

void mark_code_sent(store::Tx& tx, GiftCardId card, Instant now) {
  tx.exec(kSent, card, now);
}

}  // namespace tender
