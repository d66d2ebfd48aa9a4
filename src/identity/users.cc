#include "base/columns.h"
#include "base/email.h"
#include "base/json_writer.h"
#include "identity/locks.h"
#include "identity/news.h"
#include "identity/sessions.h"
#include "store/outbox.h"

namespace identity {
namespace {

using store::Query;

const Query<User(UserId)> kFind{"identity.find", R"sql(
    SELECT id, email, name, customer_id FROM users WHERE id = $1)sql"};
const Query<User(std::string, std::string)> kFindByMail{"identity.find_by_mail", R"sql(
    SELECT id, email, name, customer_id FROM users WHERE audience = $1 AND mail_key = $2)sql"};

const Query<User(CustomerId)> kOfCustomer{"identity.of_customer", R"sql(
    SELECT id, email, name, customer_id FROM users WHERE customer_id = $1 ORDER BY id LIMIT 1)sql"};

const Query<void(CustomerId, CustomerId)> kFollow{"identity.follow_merge", R"sql(
    UPDATE users SET customer_id = $2 WHERE customer_id = $1)sql"};

const Query<UserId(std::string, std::string, CustomerId, std::optional<std::string>, Instant)>
    kCreate{"identity.create_shopper", R"sql(
    WITH made AS (
      INSERT INTO users (audience, email, name, customer_id, created_at)
      VALUES ('shopper', $1, $2, $3, $5) RETURNING id, audience),
    proven AS (
      INSERT INTO credentials (user_id, audience, password_hash, changed_at)
      SELECT id, audience, $4, $5 FROM made WHERE $4::text IS NOT NULL)
    SELECT id FROM made)sql"};

// Answers whose mailbox it is, for its locks.
struct Owner {
  std::string audience;
  std::string mail_key;
  static constexpr auto columns() { return base::Columns<&Owner::audience, &Owner::mail_key>{}; }
};
const Query<Owner(UserId, std::string, Instant)> kSetPassword{"identity.set_password", R"sql(
    WITH owner AS (SELECT id, audience, mail_key FROM users WHERE id = $1),
    kept AS (
      INSERT INTO credentials (user_id, audience, password_hash, changed_at)
      SELECT id, audience, $2, $3 FROM owner
      ON CONFLICT (user_id) DO UPDATE
         SET password_hash = excluded.password_hash, changed_at = excluded.changed_at)
    SELECT audience, mail_key FROM owner)sql"};

// A rival that takes the address in this moment breaks the unique key of the other: it throws.
const Query<void(UserId, std::string, std::string)> kChangeEmail{"identity.change_email", R"sql(
    UPDATE users u SET email = $2
     WHERE u.id = $1 AND NOT EXISTS (
       SELECT FROM users o WHERE o.audience = u.audience AND o.mail_key = $3 AND o.id <> u.id))sql"};

}  // namespace

std::string_view to_word(Audience audience) {
  switch (audience) {
    case Audience::Shopper:
      return "shopper";
    case Audience::Staff:
      return "staff";
  }
  throw base::BugError{"an audience without a word"};
}

std::optional<User> find(store::Tx& tx, UserId user) {
  return tx.one_or_none(kFind, user);
}

std::optional<User> find_by_mail(store::Tx& tx, Audience audience, const std::string& mail) {
  return tx.one_or_none(kFindByMail, std::string{to_word(audience)}, base::mail_key(mail));
}

std::optional<User> of_customer(store::Tx& tx, CustomerId customer) {
  return tx.one_or_none(kOfCustomer, customer);
}

void follow_merge(store::Tx& tx, CustomerId from, CustomerId into) {
  tx.exec(kFollow, from, into);
}

UserId create_shopper(store::Tx& tx, const std::string& email, const std::string& name,
                      CustomerId customer, const std::optional<std::string>& password_hash,
                      Instant now) {
  return tx.one(kCreate, email, name, customer, password_hash, now);
}

void set_password(store::Tx& tx, UserId user, const std::string& password_hash,
                  std::optional<SessionId> keep, Instant now) {
  const auto owner = tx.one(kSetPassword, user, password_hash, now);
  forget_tries(tx, owner.audience == "staff" ? Audience::Staff : Audience::Shopper,
               mailbox_key(owner.mail_key));
  end_sessions(tx, user, keep);
  tell(tx, "password", user, now);
}

base::Result<base::Done, EmailRefusal> change_email(store::Tx& tx, const Proof& proof,
                                                    Instant now) {
  BASE_CHECK(proof.purpose == Purpose::Email && proof.user);
  if (tx.exec(kChangeEmail, *proof.user, proof.email, base::mail_key(proof.email)) == 0)
    return EmailRefusal::Taken;
  for (const bool to_new : {false, true}) {
    base::JsonWriter json;
    json.begin_object().field("proof", proof.id.raw()).field("to_new", to_new).end_object();
    store::enqueue(tx, "mail.account_news",
                   "email " + std::to_string(proof.id.raw()) + (to_new ? " new" : " old"),
                   {json.take()}, now, now);
  }
  return base::Done{};
}

}  // namespace identity
