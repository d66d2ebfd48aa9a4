#include "app/outbox_handlers.h"
#include "base/json.h"
#include "inventory/waits.h"
#include "views/stock_mail_view.h"

namespace app {
namespace {

inventory::StockWaitId wait_of(const store::OutboxRow& row) {
  return inventory::StockWaitId{base::Json::parse(row.payload.text).at("wait").integer()};
}

}  // namespace

void MailLane::add_stock_waits() {
  handle("mail.stock_question", [this](const store::OutboxRow& row, base::Instant now) {
    return stock_question(row, now);
  });
  handle("mail.stock_news",
         [this](const store::OutboxRow& row, base::Instant now) { return stock_news(row, now); });
}

Outcome MailLane::stock_question(const store::OutboxRow& row, base::Instant now) {
  const auto wait = db().transact("stock_question", [&](store::Tx& tx) {
    return inventory::draw_question(tx, wait_of(row), now);
  });
  if (!wait) return {Outcome::Kind::Done, "nothing to ask"};
  return send_anew(row, wait->email, views::stock_question_mail(templates_, frame_, *wait), now);
}

Outcome MailLane::stock_news(const store::OutboxRow& row, base::Instant now) {
  const auto wait = db().transact(
      "stock_news", [&](store::Tx& tx) { return inventory::draw_news(tx, wait_of(row)); });
  if (!wait) return {Outcome::Kind::Done, "nobody waits any more"};
  return send_anew(row, wait->email, views::stock_news_mail(templates_, frame_, *wait), now);
}

}  // namespace app
