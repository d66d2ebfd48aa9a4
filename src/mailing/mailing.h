#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
  std::vector<std::pair<std::string, std::string>> more_headers{};
};

// The Message-ID of an outbox row: the same on every attempt, so that a mail sent twice after a
// lost answer can be told for one.
std::string message_id(const store::OutboxRow& row, const Sender& sender);

net::MailMessage message(const store::OutboxRow& row, const Sender& sender, const std::string& to,
                         const Letter& letter, base::Instant now);

// Which mail of an order: a kind that is sent once has no cause, one that is sent for each parcel
// or refund is told by it ("parcel-7").
struct About {
  std::optional<base::OrderId> order;  // nothing when it is not about one order alone
  std::string cause;
};

// Has this mail of the order been sent already? (Its outbox row may be done over by hand.)
bool is_sent(store::Tx& tx, const About& about, std::string_view kind);

// Records a mail that the server has taken, with its outbox row. Once per (order, kind, cause) and
// per row: a second record of the same is silently not written (invariant E7).
void record(store::Tx& tx, const store::OutboxRow& row, const About& about,
            const std::string& recipient, const std::string& message_id, base::Instant now);

}  // namespace mailing
