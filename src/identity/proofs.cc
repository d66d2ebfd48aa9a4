#include "base/columns.h"
#include "base/crypto.h"
#include "base/email.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "identity/staff.h"
#include "store/outbox.h"

namespace identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using store::Query;

// How long a mail may wait in the outbox before what it offers is stale.
constexpr hours kWaits{24};
// From the moment the mail is written: a new password quickly, all else within a day, also the
// first one of who is invited.
constexpr minutes kResetLasts{10};
constexpr hours kLinkLasts{24};

// The limit by mailbox is part of the write. Whatever is beyond leaves nothing, and says nothing.
const Query<MailProofId(std::string, std::string, std::string, std::string, Instant, Instant, int)>
    kAsk{"identity.ask_link", R"sql(
    INSERT INTO mail_proofs (audience, purpose, email, asked_at, expires_at)
    SELECT $1, $2, $3, $5, $6
     WHERE (SELECT count(*) FROM mail_proofs
             WHERE audience = $1 AND mail_key = $4 AND asked_at > $5::timestamptz - interval '1 hour') < $7::int
    RETURNING id)sql"};

const Query<MailProofId(UserId, std::string, std::string, Instant, Instant, int)> kAskEmail{
    "identity.ask_new_email", R"sql(
    INSERT INTO mail_proofs (audience, purpose, email, user_id, old_email, asked_at, expires_at)
    SELECT audience, 'email', $2, id, email, $4, $5 FROM users u
     WHERE id = $1
       AND (SELECT count(*) FROM mail_proofs p
             WHERE p.audience = u.audience AND p.mail_key = $3
               AND p.asked_at > $4::timestamptz - interval '1 hour') < $6::int
    RETURNING id)sql"};

struct Open {
  std::string audience;
  std::string purpose;
  std::string email;
  std::optional<std::string> account;  // the address of the account of that mailbox
  bool has_password;
  static constexpr auto columns() {
    return base::Columns<&Open::audience, &Open::purpose, &Open::email, &Open::account,
                         &Open::has_password>{};
  }
};
const Query<Open(MailProofId, Instant)> kOpen{"identity.open_proof", R"sql(
    SELECT p.audience, p.purpose, p.email, u.email,
           EXISTS (SELECT FROM credentials c WHERE c.user_id = u.id)
      FROM mail_proofs p
      LEFT JOIN users u ON u.audience = p.audience AND u.mail_key = p.mail_key
                       AND u.ended_at IS NULL
     WHERE p.id = $1 AND p.used_at IS NULL AND p.expires_at > $2)sql"};

// The address that the mail goes to is the one that its link proves.
const Query<void(MailProofId, std::string, std::string, Instant)> kDraw{"identity.draw_link", R"sql(
    UPDATE mail_proofs SET token_hash = $2, email = $3, expires_at = $4 WHERE id = $1)sql"};

const Query<EmailNews(MailProofId)> kNews{"identity.email_news", R"sql(
    SELECT old_email, email, used_at IS NOT NULL FROM mail_proofs
     WHERE id = $1 AND purpose = 'email')sql"};

struct Row {
  MailProofId id;
  std::string purpose;
  std::string email;
  std::optional<UserId> user;     // whose address is to change
  std::optional<UserId> account;  // of the proven mailbox
  std::optional<std::string> its_email;
  static constexpr auto columns() {
    return base::Columns<&Row::id, &Row::purpose, &Row::email, &Row::user, &Row::account,
                         &Row::its_email>{};
  }
};
const Query<Row(std::string, Instant)> kFind{"identity.find_proof", R"sql(
    SELECT p.id, p.purpose, p.email, p.user_id, u.id, u.email
      FROM mail_proofs p
      LEFT JOIN users u ON u.audience = p.audience AND u.mail_key = p.mail_key
                       AND u.ended_at IS NULL
     WHERE p.token_hash = $1 AND p.used_at IS NULL AND p.expires_at > $2)sql"};

const Query<bool(MailProofId, Instant)> kTake{"identity.take_proof", R"sql(
    UPDATE mail_proofs SET used_at = $2
     WHERE id = $1 AND used_at IS NULL AND expires_at > $2
    RETURNING true)sql"};
// With it go the other links that could set a password for the same mailbox.
const Query<void(MailProofId, Instant)> kDropOthers{"identity.drop_other_proofs", R"sql(
    UPDATE mail_proofs p SET used_at = $2
      FROM mail_proofs u
     WHERE u.id = $1 AND p.id <> u.id AND p.audience = u.audience AND p.mail_key = u.mail_key
       AND p.purpose <> 'email' AND p.used_at IS NULL)sql"};

store::JsonText payload(MailProofId proof) {
  base::JsonWriter json;
  json.begin_object().field("proof", proof.raw()).field("to_new", false).end_object();
  return {json.take()};
}

std::string key(MailProofId proof) {
  return std::to_string(proof.raw());
}

LinkKind kind_of(const Open& proof) {
  if (proof.purpose == "email") return LinkKind::NewEmail;
  if (proof.purpose == "register")
    return proof.account ? LinkKind::AccountThere : LinkKind::NewAccount;
  return proof.account ? LinkKind::NewPassword : LinkKind::NoAccount;
}

std::optional<Proof> proof_of(const std::optional<Row>& row) {
  if (!row) return std::nullopt;
  if (row->purpose == "email") return Proof{row->id, Purpose::Email, row->email, row->user};
  // An account that came up meanwhile is its own address's, not that of another with the same key.
  if (row->account && !base::equal_ignoring_case(row->its_email.value(), row->email))
    return std::nullopt;
  return Proof{row->id, Purpose::Password, row->email, row->account};
}

std::optional<MailProofId> ask(store::Tx& tx, Audience audience, Wish wish,
                               const std::string& email, Instant now) {
  return tx.one_or_none(kAsk, std::string{to_word(audience)},
                        std::string{wish == Wish::Register ? "register" : "reset"}, email,
                        base::mail_key(email), now, now + kWaits, kMostLinks);
}

}  // namespace

std::optional<MailProofId> ask_staff_link(store::Tx& tx, const std::string& email, Instant now) {
  return ask(tx, Audience::Staff, Wish::Reset, email, now);
}

void ask_link(store::Tx& tx, Audience audience, Wish wish, const std::string& email, Instant now) {
  const auto proof = ask(tx, audience, wish, email, now);
  if (proof) store::enqueue(tx, "mail.account_link", key(*proof), payload(*proof), now, now);
}

void ask_new_email(store::Tx& tx, UserId user, const std::string& email, Instant now) {
  const auto proof =
      tx.one_or_none(kAskEmail, user, email, base::mail_key(email), now, now + kWaits, kMostLinks);
  if (!proof) return;
  store::enqueue(tx, "mail.account_link", key(*proof), payload(*proof), now, now);
  store::enqueue(tx, "mail.account_news", "email " + key(*proof) + " asked", payload(*proof), now,
                 now);
}

std::optional<LinkMail> draw_link(store::Tx& tx, MailProofId proof, Instant now) {
  const auto open = tx.one_or_none(kOpen, proof, now);
  if (!open) return std::nullopt;
  const bool of_staff = open->audience == to_word(Audience::Staff);
  if (of_staff && !open->account) return std::nullopt;
  const auto kind = kind_of(*open);
  const bool there = kind == LinkKind::AccountThere || kind == LinkKind::NewPassword;
  const bool quick = there && !(of_staff && !open->has_password);
  LinkMail mail{kind, there ? *open->account : open->email, base::Secret{base::random_token()},
                now + (quick ? kResetLasts : kLinkLasts),
                of_staff ? Audience::Staff : Audience::Shopper};
  tx.exec(kDraw, proof, base::sha256_hex(mail.token.reveal()), mail.to, mail.expires_at);
  return mail;
}

std::optional<EmailNews> email_news(store::Tx& tx, MailProofId proof) {
  return tx.one_or_none(kNews, proof);
}

std::optional<Proof> find_proof(store::Tx& tx, const std::string& token, Instant now) {
  return proof_of(tx.one_or_none(kFind, base::sha256_hex(token), now));
}

std::optional<Proof> use_proof(store::Tx& tx, const std::string& token, Instant now) {
  auto proof = find_proof(tx, token, now);
  if (!proof) return std::nullopt;
  if (!tx.one_or_none(kTake, proof->id, now)) return std::nullopt;
  if (proof->purpose == Purpose::Password) tx.exec(kDropOthers, proof->id, now);
  return proof;
}

}  // namespace identity
