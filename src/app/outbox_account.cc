#include "app/outbox_handlers.h"
#include "base/json.h"
#include "identity/identity.h"

namespace app {

// The link's token is drawn here and stands in this mail alone. Another try draws another one, so
// the mail is another message too (as a gift card's).
Outcome MailLane::account_link(const store::OutboxRow& row, base::Instant now) {
  const base::MailProofId id{base::Json::parse(row.payload.text).at("proof").integer()};
  const auto link = db().transact("account_link",
                                  [&](store::Tx& tx) { return identity::draw_link(tx, id, now); });
  if (!link) return {Outcome::Kind::Done, "nothing to send"};
  return send_anew(row, link->to, views::account_link_mail(templates_, frame_, *link), now);
}

Outcome MailLane::send_anew(const store::OutboxRow& row, const std::string& to,
                            const mailing::Letter& letter, base::Instant now) {
  auto message = mailing::message(row, sender_, to, letter, now);
  message.message_id = std::to_string(row.attempts) + "." + message.message_id;
  auto outcome = outcome_of(mailer_.send(message, sender_.from.address));
  if (outcome.kind == Outcome::Kind::Done)
    outcome.record = [row, to, name = message.message_id, now](store::Tx& tx) {
      mailing::record(tx, row, {std::nullopt, ""}, to, name, now);
    };
  return outcome;
}

namespace {

// What a key of the outbox begins with says what happened.
views::AccountNewsMail::What news_of(const std::string& key) {
  using What = views::AccountNewsMail::What;
  const auto what = key.substr(0, key.find(' '));
  if (what == "recovery") return What::Recovery;
  if (what == "browser") return What::Browser;
  if (what == "code_again") return What::CodeAgain;
  if (what == "google_joined") return What::GoogleJoined;
  if (what == "google_left") return What::GoogleLeft;
  if (what == "codes_on") return What::CodesOn;
  if (what == "codes_off") return What::CodesOff;
  return What::Password;
}

}  // namespace

// That a password or an address has changed, or is about to: whoever it was, the owner hears of it.
void MailLane::add_account_news() {
  add("mail.account_news", To::Shopper,
      [this](const store::OutboxRow& row) -> std::optional<Prepared> {
        using What = views::AccountNewsMail::What;
        const auto payload = base::Json::parse(row.payload.text);
        return db().snapshot("outbox_mail", [&](store::Tx& tx) -> std::optional<Prepared> {
          if (payload.has("user")) {
            const auto found = identity::find(tx, base::UserId{payload.at("user").integer()});
            if (!found) return std::nullopt;
            const auto audience =
                found->customer ? identity::Audience::Shopper : identity::Audience::Staff;
            return Prepared{
                {},
                found->email,
                views::account_news_mail(templates_, frame_, {news_of(row.key), "", audience})};
          }
          const auto news =
              identity::email_news(tx, base::MailProofId{payload.at("proof").integer()});
          if (!news) return std::nullopt;
          const bool asked = row.key.ends_with(" asked");
          return Prepared{
              {},
              payload.at("to_new").boolean() ? news->new_email : news->old_email,
              views::account_news_mail(templates_, frame_,
                                       {asked ? What::EmailAsked : What::Email, news->new_email})};
        });
      });
}

}  // namespace app
