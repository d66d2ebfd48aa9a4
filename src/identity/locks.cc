#include "identity/locks.h"

#include "base/crypto.h"

namespace identity {
namespace {

using store::Query;

// The first waits begin with the fifth failure. A day without one forgets them.
constexpr int kFreeTries = 5;

const Query<User(UserId)> kLock{"identity.lock_user", R"sql(
    SELECT id, email, name, customer_id FROM users WHERE id = $1 FOR NO KEY UPDATE)sql"};

const Query<int(std::string, std::string, Instant, int, int, int)> kCount{"identity.count_try",
                                                                          R"sql(
    INSERT INTO sign_in_locks AS l (audience, key_hash, failures, failed_at)
    VALUES ($1, $2, 1, $3)
    ON CONFLICT (audience, key_hash) DO UPDATE
       SET failures = CASE WHEN l.failed_at < $3 - interval '1 day' THEN 1 ELSE l.failures + 1 END,
           locked_until = CASE
             WHEN l.failed_at >= $3 - interval '1 day' AND l.failures + 1 >= $4::int
             THEN $3 + least(make_interval(secs => $6::int),
                             make_interval(secs => $5::int) * 2 ^ least(l.failures + 1 - $4::int, 10))
             END,
           failed_at = $3
     WHERE l.locked_until IS NULL OR l.locked_until <= $3
    RETURNING failures)sql"};

const Query<void(std::string, std::string)> kForget{"identity.forget_tries", R"sql(
    DELETE FROM sign_in_locks WHERE audience = $1 AND key_hash = $2)sql"};

}  // namespace

std::optional<User> lock_user(store::Tx& tx, UserId user) {
  return tx.one_or_none(kLock, user);
}

std::string mailbox_key(const std::string& mail_key) {
  return base::sha256_hex("mailbox " + mail_key);
}

std::string device_key(const std::string& mail_key, const std::string& device_hash) {
  return base::sha256_hex("device " + device_hash + ' ' + mail_key);
}

std::string code_key(UserId user) {
  return base::sha256_hex("code " + std::to_string(user.raw()));
}

bool count_try(store::Tx& tx, Audience audience, const std::string& key, const Waits& waits,
               Instant now) {
  return tx
      .one_or_none(kCount, std::string{to_word(audience)}, key, now, kFreeTries,
                   waits.first_seconds, waits.longest_seconds)
      .has_value();
}

void forget_tries(store::Tx& tx, Audience audience, const std::string& key) {
  tx.exec(kForget, std::string{to_word(audience)}, key);
}

}  // namespace identity
