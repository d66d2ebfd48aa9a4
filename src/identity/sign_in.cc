#include "identity/sign_in.h"

#include "base/columns.h"
#include "base/crypto.h"
#include "base/email.h"
#include "identity/agent.h"
#include "identity/devices.h"
#include "identity/locks.h"
#include "identity/news.h"

namespace identity {
namespace {

using store::Query;

// One row, whether there is such an account or not.
struct Known {
  std::optional<UserId> user;
  std::optional<std::string> password_hash;
  bool device;  // the account's owner has signed in by this browser before
  static constexpr auto columns() {
    return base::Columns<&Known::user, &Known::password_hash, &Known::device>{};
  }
};
const Query<Known(std::string, std::string, std::string)> kKnown{"identity.known", R"sql(
    SELECT u.id, c.password_hash, d.user_id IS NOT NULL
      FROM (SELECT) one
      LEFT JOIN users u ON u.audience = $1 AND u.mail_key = $2 AND u.ended_at IS NULL
      LEFT JOIN credentials c ON c.user_id = u.id
      LEFT JOIN known_devices d ON d.user_id = u.id AND d.token_hash = $3)sql"};

const Query<void(std::string, std::optional<UserId>, std::string, std::string, std::string, Instant,
                 std::string)>
    kRecord{"identity.record_attempt", R"sql(
    INSERT INTO login_attempts (audience, user_id, address, agent, outcome, at, captcha)
    VALUES ($1, $2, $3, $4, $5, $6, $7))sql"};

const Query<void(UserId, std::string)> kRehash{"identity.rehash", R"sql(
    UPDATE credentials SET password_hash = $2 WHERE user_id = $1)sql"};

// Answers whether others were known and this one was not.
const Query<bool(std::string, UserId, std::string, Instant)> kKnow{"identity.know_device", R"sql(
    WITH known AS (SELECT token_hash FROM known_devices WHERE user_id = $2),
    kept AS (
      INSERT INTO known_devices (user_id, audience, token_hash, used_at) VALUES ($2, $1, $3, $4)
      ON CONFLICT (user_id, token_hash) DO UPDATE SET used_at = excluded.used_at)
    SELECT EXISTS (SELECT FROM known) AND NOT EXISTS (SELECT FROM known WHERE token_hash = $3))sql"};

const Query<PastAttempt(UserId, std::int64_t)> kAttempts{"identity.attempts", R"sql(
    SELECT address, agent, outcome, at FROM login_attempts
     WHERE user_id = $1 ORDER BY at DESC, id DESC LIMIT $2)sql"};

struct Looked {
  Known known;
  std::string key;  // what this try is counted by
  bool counted;
};

Looked look(store::Db& db, const Attempt& attempt, Instant now) {
  const auto mail_key = base::mail_key(attempt.email);
  const auto device = base::sha256_hex(attempt.device);
  return db.transact("sign_in_look", [&](store::Tx& tx) {
    Looked looked{tx.one(kKnown, std::string{to_word(attempt.audience)}, mail_key, device), "",
                  false};
    looked.key = looked.known.device ? device_key(mail_key, device) : mailbox_key(mail_key);
    looked.counted = count_try(tx, attempt.audience, looked.key, Waits{}, now);
    return looked;
  });
}

void record(store::Tx& tx, const Attempt& attempt, const Looked& looked, const char* outcome,
            Instant now) {
  tx.exec(kRecord, std::string{to_word(attempt.audience)}, looked.known.user,
          attempt.client.address, plain_agent(attempt.client.agent), std::string{outcome}, now,
          attempt.captcha);
}

}  // namespace

std::optional<User> check_password(store::Db& db, const Attempt& attempt, const HashSlots& slots,
                                   Instant now) {
  const auto looked = look(db, attempt, now);
  const auto hash = looked.known.password_hash.value_or("");
  const bool right = fits(attempt.password, hash, slots) && looked.counted;
  const auto rehashed = right && is_outdated(hash) ? hash_password(attempt.password, slots) : "";
  return db.transact("sign_in_record", [&](store::Tx& tx) -> std::optional<User> {
    record(tx, attempt, looked, right ? "in" : looked.counted ? "wrong" : "locked", now);
    if (!right) return std::nullopt;
    forget_tries(tx, attempt.audience, looked.key);
    if (!rehashed.empty()) tx.exec(kRehash, *looked.known.user, rehashed);
    return find(tx, *looked.known.user);
  });
}

bool check_again(store::Db& db, UserId user, const Attempt& attempt, const HashSlots& slots,
                 Instant now) {
  const auto found = check_password(db, attempt, slots, now);
  return found && found->id == user;
}

void know_device(store::Tx& tx, Audience audience, UserId user, const std::string& device,
                 Instant now) {
  if (tx.one(kKnow, std::string{to_word(audience)}, user, base::sha256_hex(device), now))
    tell(tx, "browser", user, now);
}

bool knows_device(store::Tx& tx, Audience audience, const std::string& email,
                  const std::string& device) {
  return tx
      .one(kKnown, std::string{to_word(audience)}, base::mail_key(email), base::sha256_hex(device))
      .device;
}

std::vector<PastAttempt> attempts(store::Tx& tx, UserId user, std::int64_t limit) {
  return tx.all(kAttempts, user, limit);
}

}  // namespace identity
