#include "mailing/newsletter.h"

#include "base/crypto.h"
#include "base/email.h"
#include "base/error.h"
#include "base/json_writer.h"
#include "store/outbox.h"

namespace mailing {
namespace {

using base::Instant;
using store::Query;

// That an owner once said yes is kept as long as somebody may ask for the proof.
constexpr std::chrono::days kProofKept{3 * 365};

struct Asked {
  SubscriberId id;
  int times;
  static constexpr auto columns() { return base::Columns<&Asked::id, &Asked::times>{}; }
};
const Query<Asked(std::string, std::string, std::string, std::string, Instant, Instant, int)> kAsk{
    "mailing.ask_for_newsletter", R"sql(
    INSERT INTO newsletter_subscribers AS s (email, mailbox_hash, source, stop_token, asked_at)
    SELECT $1::text, $2::text, $3::text, $4::text, $5::timestamptz
     WHERE NOT EXISTS (SELECT FROM mail_suppressions WHERE mailbox_hash = $2)
    ON CONFLICT (mailbox_hash) WHERE ended_at IS NULL DO UPDATE
       SET asked_at = excluded.asked_at, source = excluded.source, times_asked = s.times_asked + 1
     WHERE s.confirmed_at IS NULL AND s.asked_at <= $6 AND s.times_asked < $7
    RETURNING id, times_asked)sql"};

struct Address {
  std::string email;
  std::string stop_token;
  static constexpr auto columns() { return base::Columns<&Address::email, &Address::stop_token>{}; }
};
const Query<Address(SubscriberId, std::string, Instant)> kQuestion{"mailing.draw_question", R"sql(
    UPDATE newsletter_subscribers s SET token_hash = $2
     WHERE id = $1 AND confirmed_at IS NULL AND ended_at IS NULL AND asked_at > $3
       AND NOT EXISTS (SELECT FROM mail_suppressions m WHERE m.mailbox_hash = s.mailbox_hash)
    RETURNING email, stop_token)sql"};
const Query<Address(SubscriberId)> kWelcome{"mailing.find_welcome", R"sql(
    SELECT email, stop_token FROM newsletter_subscribers
     WHERE id = $1 AND confirmed_at IS NOT NULL AND ended_at IS NULL)sql"};

const Query<SubscriberId(std::string, Instant, Instant)> kConfirm{"mailing.confirm_newsletter",
                                                                  R"sql(
    UPDATE newsletter_subscribers s SET confirmed_at = coalesce(confirmed_at, $2)
     WHERE token_hash = $1 AND ended_at IS NULL AND asked_at > $3
       AND NOT EXISTS (SELECT FROM mail_suppressions m WHERE m.mailbox_hash = s.mailbox_hash)
    RETURNING id)sql"};

const Query<std::string(std::string)> kMailboxOf{"mailing.mailbox_of_stop", R"sql(
    SELECT mailbox_hash FROM newsletter_subscribers WHERE stop_token = $1)sql"};
const Query<std::int64_t(std::string, std::string, Instant)> kSuppress{"mailing.suppress", R"sql(
    WITH ended AS (
      UPDATE newsletter_subscribers SET ended_at = $3
       WHERE mailbox_hash = $1 AND ended_at IS NULL),
    kept AS (
      INSERT INTO mail_suppressions (mailbox_hash, reason, at) VALUES ($1, $2, $3)
      ON CONFLICT DO NOTHING
      RETURNING 1)
    SELECT count(*) FROM kept)sql"};
const Query<std::string(std::string)> kAllow{"mailing.allow", R"sql(
    DELETE FROM mail_suppressions WHERE mailbox_hash = $1 RETURNING mailbox_hash)sql"};

const Query<Subscriber()> kSubscribers{"mailing.subscribers", R"sql(
    SELECT email, source, asked_at, confirmed_at, stop_token FROM newsletter_subscribers s
     WHERE confirmed_at IS NOT NULL AND ended_at IS NULL
       AND NOT EXISTS (SELECT FROM mail_suppressions m WHERE m.mailbox_hash = s.mailbox_hash)
     ORDER BY confirmed_at, id)sql"};
const Query<std::int64_t(Instant, Instant)> kForget{"mailing.forget_subscribers", R"sql(
    WITH gone AS (
      DELETE FROM newsletter_subscribers
       WHERE (confirmed_at IS NULL AND asked_at < $1) OR ended_at < $2
      RETURNING 1)
    SELECT count(*) FROM gone)sql"};
const Query<SubscriberId()> kFaults{"mailing.faults", R"sql(
    SELECT s.id FROM newsletter_subscribers s JOIN mail_suppressions m USING (mailbox_hash)
     WHERE s.confirmed_at IS NOT NULL AND s.ended_at IS NULL
     ORDER BY s.id)sql"};

std::string hash_of(const std::string& email) {
  return base::sha256_hex(base::mail_key(email));
}

void leave_word(store::Tx& tx, const char* kind, const std::string& key, SubscriberId subscriber,
                Instant now) {
  base::JsonWriter json;
  json.begin_object().field("subscriber", subscriber.raw());
  store::enqueue(tx, kind, key, store::JsonText{json.end_object().take()}, now, now);
}

}  // namespace

std::string_view to_word(Source source) {
  switch (source) {
    case Source::Page:
      return "page";
    case Source::Foot:
      return "foot";
  }
  throw base::BugError{"a newsletter asked for nowhere"};
}

void ask_for_newsletter(store::Tx& tx, const std::string& email, Source source, Instant now) {
  const auto asked =
      tx.one_or_none(kAsk, email, hash_of(email), std::string{to_word(source)},
                     base::random_token(), now, now - kAskedAgainAfter, kMostQuestions);
  if (!asked) return;
  leave_word(tx, "mail.newsletter_question",
             std::to_string(asked->id.raw()) + ' ' + std::to_string(asked->times), asked->id, now);
}

std::optional<SubscriberMail> draw_question(store::Tx& tx, SubscriberId subscriber, Instant now) {
  const auto token = base::random_token();
  const auto to = tx.one_or_none(kQuestion, subscriber, base::sha256_hex(token), now - kAnswerTime);
  if (!to) return std::nullopt;
  return SubscriberMail{to->email, base::Secret{to->stop_token}, base::Secret{token}};
}

std::optional<SubscriberMail> find_welcome(store::Tx& tx, SubscriberId subscriber) {
  const auto to = tx.one_or_none(kWelcome, subscriber);
  if (!to) return std::nullopt;
  return SubscriberMail{to->email, base::Secret{to->stop_token}};
}

bool confirm_newsletter(store::Tx& tx, const std::string& token, Instant now) {
  const auto subscriber = tx.one_or_none(kConfirm, base::sha256_hex(token), now, now - kAnswerTime);
  if (!subscriber) return false;
  leave_word(tx, "mail.newsletter_welcome", std::to_string(subscriber->raw()), *subscriber, now);
  return true;
}

bool stop_newsletter(store::Tx& tx, const std::string& token, Instant now) {
  const auto mailbox = tx.one_or_none(kMailboxOf, token);
  if (!mailbox) return false;
  tx.one(kSuppress, *mailbox, std::string{"owner"}, now);
  return true;
}

bool suppress(store::Tx& tx, const std::string& email, Instant now) {
  return tx.one(kSuppress, hash_of(email), std::string{"staff"}, now) > 0;
}

bool allow(store::Tx& tx, const std::string& email) {
  return tx.one_or_none(kAllow, hash_of(email)).has_value();
}

std::vector<Subscriber> subscribers(store::Tx& tx) {
  return tx.all(kSubscribers);
}

std::int64_t forget_subscribers(store::Tx& tx, Instant now) {
  return tx.one(kForget, now - kAnswerTime, now - kProofKept);
}

std::vector<std::string> faults(store::Tx& tx) {
  std::vector<std::string> found;
  for (const auto id : tx.all(kFaults))
    found.push_back("newsletter: subscriber " + std::to_string(id.raw()) +
                    " gets it, and the mailbox is to get none");
  return found;
}

}  // namespace mailing
