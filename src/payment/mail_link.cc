#include "base/json_writer.h"
#include "payment/balance.h"
#include "store/outbox.h"

namespace payment {
namespace {

const store::Query<std::int64_t(OrderId, Money, std::string, Instant)> kAsk{"payment.mail_link",
                                                                            R"sql(
    INSERT INTO payment_asks (order_id, amount_cents, actor, at) VALUES ($1, $2, $3, $4)
    RETURNING id)sql"};

}  // namespace

base::Result<Money, BalanceWhy> mail_link(store::Tx& tx, OrderId id, const std::string& actor,
                                          Instant now) {
  if (!order::lock_order(tx, id)) return BalanceWhy::NotPayable;
  const auto due = balance_of(tx, id);
  if (!due) return due.why();
  const auto ask = tx.one(kAsk, id, *due, actor, now);
  order::note(tx, id, "asked to pay", {actor, base::to_text(*due) + ", a link by mail"}, now);
  base::JsonWriter json;
  json.begin_object().field("order", id.raw()).field("ask", ask).end_object();
  store::enqueue(tx, "mail.payment_link", "ask-" + std::to_string(ask), {json.take()}, now, now);
  return *due;
}

}  // namespace payment
