#include "mailing/mailing.h"

#include <algorithm>

#include "net/url.h"

namespace mailing {
namespace {

using store::Query;

const Query<bool(std::optional<base::OrderId>, std::string, std::string)> kIsSent{"mailing.is_sent",
                                                                                  R"sql(
    SELECT EXISTS (SELECT FROM mails WHERE order_id = $1 AND kind = $2 AND cause = $3))sql"};

const Query<void(base::OutboxId, std::optional<base::OrderId>, std::string, std::string,
                 std::string, std::string, base::Instant)>
    kRecord{"mailing.record", R"sql(
    INSERT INTO mails (outbox_id, order_id, kind, cause, recipient, message_id, sent_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
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
          .message_id = message_id(row, sender),
          .more_headers = letter.more_headers};
}

bool is_sent(store::Tx& tx, const About& about, std::string_view kind) {
  return tx.one(kIsSent, about.order, std::string{kind}, about.cause);
}

void record(store::Tx& tx, const store::OutboxRow& row, const About& about,
            const std::string& recipient, const std::string& message_id, base::Instant now) {
  tx.exec(kRecord, row.id, about.order, row.kind, about.cause, recipient, message_id, now);
}

}  // namespace mailing
