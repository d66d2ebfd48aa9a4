#include "app/outbox_handlers.h"
#include "base/json.h"
#include "order/quotes.h"

namespace app {

// What is sent is the newest revision, while it can still be accepted.
Outcome MailLane::quote(const store::OutboxRow& row, base::Instant now) {
  const base::QuoteId id{base::Json::parse(row.payload.text).at("quote").integer()};
  const auto mail = db().snapshot("outbox_quote", [&](store::Tx& tx) {
    const auto found = order::find_quote(tx, id);
    return found && found->state == order::to_word(order::QuoteState::Sent)
               ? std::optional{views::QuoteMail{*found,
                                                order::quote_lines(tx, id, found->revision)}}
               : std::nullopt;
  });
  if (!mail) return {Outcome::Kind::Done, "nothing to send"};
  const auto letter = views::quote_mail(templates_, frame_, *mail);
  const auto message = mailing::message(row, sender_, mail->quote.email, letter, now);
  auto outcome = outcome_of(mailer_.send(message, sender_.from.address));
  if (outcome.kind == Outcome::Kind::Done)
    outcome.record = [row, to = mail->quote.email, name = message.message_id, now](store::Tx& tx) {
      mailing::record(tx, row, {std::nullopt, ""}, to, name, now);
    };
  return outcome;
}

}  // namespace app
