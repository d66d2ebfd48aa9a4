#include "mailing/mailing.h"

#include <algorithm>

#include "net/url.h"

namespace mailing {
namespace {

using store::Query;

const Query<bool(base::OrderId, std::string)> kIsSent{"mailing.is_sent", R"sql(
    SELECT EXISTS (SELECT FROM mails WHERE order_id = $1 AND kind = $2))sql"};

const Query<void(base::OutboxId, std::optional<base::OrderId>, std::string, std::string,
                 std::string, base::Instant)>
    kRecord{"mailing.record", R"sql(
    INSERT INTO mails (outbox_id, order_id, kind, recipient, message_id, sent_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT DO NOTHING)sql"};

}  // namespace

Sender sender(const base::Config& config) {
  return {{config.smtp.from, config.site.name}, net::Url::parse(config.site.url).host};
}

std::string message_id(const store::OutboxRow& row, const Sender& sender) {
  // "mail.order_confirmation" is for us; an id has plain words.
  auto what = row.kind.substr(row.kind.find('.') + 1);
  std::replace(what.begin(), what.end(), '_', '-');
  return std::to_string(row.id.raw()) + "." +
         std::to_string(base::to_unix_seconds(row.created_at)) + "." + what + "@" + sender.domain;
}

net::MailMessage message(const store::OutboxRow& row, const Sender& sender, const std::string& to,
                         const Letter& letter, base::Instant now) {
  return {.from = sender.from,
          .to = to,
          .reply_to = "",
          .subject = letter.subject,
          .text = letter.text,
          .html = letter.html,
          .date = now,
          .message_id = message_id(row, sender)};
}

bool is_sent(store::Tx& tx, base::OrderId order, std::string_view kind) {
  return tx.one(kIsSent, order, std::string{kind});
}

void record(store::Tx& tx, const store::OutboxRow& row, std::optional<base::OrderId> order,
            const std::string& recipient, const std::string& message_id, base::Instant now) {
  tx.exec(kRecord, row.id, order, row.kind, recipient, message_id, now);
}

}  // namespace mailing
