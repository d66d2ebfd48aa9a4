#include "app/outbox_handlers.h"
#include "base/json.h"
#include "tender/tender.h"

namespace app {

// The card's code is drawn here and shown in this mail alone. Another try draws another one, so the
// mail is another message too: a mailbox that shows a Message-ID once would keep the dead code.
Outcome MailLane::gift_card(const store::OutboxRow& row, base::Instant now) {
  const base::GiftCardId id{base::Json::parse(row.payload.text).at("card").integer()};
  const auto card = db().transact("gift_card_code",
                                  [&](store::Tx& tx) { return tender::draw_code(tx, id, now); });
  if (!card) return {Outcome::Kind::Done, "nothing to send"};
  const auto letter = views::gift_card_mail(templates_, frame_, *card);
  auto message = mailing::message(row, sender_, card->recipient, letter, now);
  message.message_id = std::to_string(row.attempts) + "." + message.message_id;
  auto outcome = outcome_of(mailer_.send(message, sender_.from.address));
  if (outcome.kind == Outcome::Kind::Done)
    outcome.record = [row, id, to = card->recipient, name = message.message_id,
                      now](store::Tx& tx) {
      tender::mark_code_sent(tx, id, now);
      mailing::record(tx, row, {std::nullopt, ""}, to, name, now);
    };
  return outcome;
}

}  // namespace app
