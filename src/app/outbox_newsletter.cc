#include "app/outbox_handlers.h"
#include "base/json.h"
#include "mailing/newsletter.h"
#include "views/newsletter_mail_view.h"

namespace app {
namespace {

mailing::SubscriberId subscriber_of(const store::OutboxRow& row) {
  return mailing::SubscriberId{base::Json::parse(row.payload.text).at("subscriber").integer()};
}

}  // namespace

void MailLane::add_newsletter() {
  handle("mail.newsletter_question", [this](const store::OutboxRow& row, base::Instant now) {
    const auto mail = db().transact("newsletter_question", [&](store::Tx& tx) {
      return mailing::draw_question(tx, subscriber_of(row), now);
    });
    if (!mail) return Outcome{Outcome::Kind::Done, "nothing to ask"};
    return send_anew(row, mail->email, views::newsletter_question_mail(templates_, frame_, *mail),
                     now);
  });
  add("mail.newsletter_welcome", To::Shopper,
      [this](const store::OutboxRow& row) -> std::optional<Prepared> {
        const auto mail = db().snapshot("newsletter_welcome", [&](store::Tx& tx) {
          return mailing::find_welcome(tx, subscriber_of(row));
        });
        if (!mail) return std::nullopt;
        return Prepared{{}, mail->email, views::newsletter_welcome_mail(templates_, frame_, *mail)};
      });
}

}  // namespace app
