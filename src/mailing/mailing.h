#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/config.h"
#include "base/ids.h"
#include "base/instant.h"
#include "net/mail_message.h"
#include "net/mailer.h"
#include "store/outbox.h"

// Mails about orders: who writes them, how they are named, when they are tried again, and that each
// is recorded once. Owns the table mails. What a mail says is rendered above (views), when it is
// due stands in the outbox, and handing it over is net::Mailer's.
namespace mailing {

// The shop as a sender.
struct Sender {
  net::MailMessage::Mailbox from;
  std::string domain;  // of Message-IDs: the host of site.url
};
Sender sender(const base::Config& config);

// What a mail shows, both ways; both say the same.
struct Letter {
  std::string subject;
  std::string text;
  std::string html;
};

// The Message-ID of an outbox row: the same on every attempt, so that a mail sent twice after a
// lost answer can be told for one.
std::string message_id(const store::OutboxRow& row, const Sender& sender);

net::MailMessage message(const store::OutboxRow& row, const Sender& sender, const std::string& to,
                         const Letter& letter, base::Instant now);

// Has this mail of the order been sent already? (Its outbox row may be done over by hand.)
bool is_sent(store::Tx& tx, base::OrderId order, std::string_view kind);

// Records a mail that the server has taken, with its outbox row. Once per (order, kind) and per
// row: a second record of the same is silently not written (invariant E7). A mail that is not about
// one order alone names none.
void record(store::Tx& tx, const store::OutboxRow& row, std::optional<base::OrderId> order,
            const std::string& recipient, const std::string& message_id, base::Instant now);

}  // namespace mailing
