#include "base/columns.h"
#include "base/crypto.h"
#include "identity/locks.h"
#include "identity/news.h"
#include "identity/second_step.h"
#include "identity/totp.h"

namespace identity {
namespace {

using store::Query;

// Five wrong codes, and a quarter of an hour passes before any is looked at again.
constexpr Waits kCodeWaits{900, 900};
constexpr int kRecoveryCodes = 10;
constexpr std::size_t kRecoveryBytes = 10;  // sixteen letters

struct Seed {
  UserId user;
  store::Bytes sealed;
  std::string key_id;
  bool confirmed;
  static constexpr auto columns() {
    return base::Columns<&Seed::user, &Seed::sealed, &Seed::key_id, &Seed::confirmed>{};
  }
};
const Query<Seed(UserId)> kSeed{"identity.totp_seed", R"sql(
    SELECT user_id, sealed, key_id, confirmed_at IS NOT NULL FROM totp_secrets
     WHERE user_id = $1)sql"};
const Query<Seed(std::string)> kOlder{"identity.older_seeds", R"sql(
    SELECT user_id, sealed, key_id, confirmed_at IS NOT NULL FROM totp_secrets
     WHERE key_id <> $1 ORDER BY user_id FOR UPDATE)sql"};
const Query<void(UserId, store::Bytes, std::string, Instant)> kNewSeed{"identity.new_seed", R"sql(
    INSERT INTO totp_secrets (user_id, audience, sealed, key_id, created_at)
    SELECT id, audience, $2, $3, $4 FROM users WHERE id = $1
    ON CONFLICT (user_id) DO NOTHING)sql"};
const Query<void(UserId, store::Bytes, std::string)> kReseal{"identity.reseal_seed", R"sql(
    UPDATE totp_secrets SET sealed = $2, key_id = $3 WHERE user_id = $1)sql"};

// Of two that show the same code at once one is right: the step is used up by the write.
const Query<void(UserId, std::int64_t, Instant)> kUseStep{"identity.use_step", R"sql(
    UPDATE totp_secrets SET last_step = $2, confirmed_at = coalesce(confirmed_at, $3)
     WHERE user_id = $1 AND last_step < $2)sql"};

const Query<void(UserId, std::string)> kUseRecovery{"identity.use_recovery_code", R"sql(
    DELETE FROM recovery_codes WHERE user_id = $1 AND code_hash = $2)sql"};
const Query<void(UserId)> kDropRecovery{"identity.drop_recovery_codes", R"sql(
    DELETE FROM recovery_codes WHERE user_id = $1)sql"};
const Query<void(UserId, std::string)> kAddRecovery{"identity.add_recovery_code", R"sql(
    INSERT INTO recovery_codes (user_id, code_hash) VALUES ($1, $2))sql"};
const Query<bool(UserId)> kHas{"identity.has_second_step", R"sql(
    SELECT EXISTS (SELECT FROM totp_secrets WHERE user_id = $1 AND confirmed_at IS NOT NULL))sql"};
const Query<void(UserId)> kDropSeed{"identity.drop_seed", R"sql(
    DELETE FROM totp_secrets WHERE user_id = $1)sql"};
const Query<std::int64_t(UserId)> kLeft{"identity.recovery_codes_left", R"sql(
    SELECT count(*) FROM recovery_codes WHERE user_id = $1)sql"};

std::string about(UserId user) {
  return "totp " + std::to_string(user.raw());
}

std::optional<base::Secret> opened(const Seed& seed, const base::SealKeys& keys) {
  return keys.open({seed.sealed.raw, seed.key_id}, about(seed.user));
}

// "ABCD EFGH" as typed, with or without dashes, in any case: the bare letters; "" for another
// length.
std::string recovery_letters(std::string_view typed) {
  std::string out;
  for (const char c : typed)
    if (c != '-' && c != ' ') out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out.size() == 16 ? out : std::string{};
}

std::string recovery_hash(const base::Secret& seed, const std::string& letters) {
  return base::hmac_sha256_hex(seed.reveal(), "recovery " + letters);
}

CodeAnswer answer(store::Tx& tx, UserId user, std::string_view typed, const base::SealKeys& keys,
                  Instant now) {
  const auto seed = tx.one_or_none(kSeed, user);
  const auto secret = seed ? opened(*seed, keys) : std::nullopt;
  if (!secret) return CodeAnswer::Wrong;
  if (const auto step = totp_step_of(secret->reveal(), typed, now)) {
    if (tx.exec(kUseStep, user, *step, now) == 1) return CodeAnswer::Right;
    // Somebody who saw it typed, or who pressed twice: its owner can tell.
    tell(tx, "code_again", user, now);
    return CodeAnswer::Wrong;
  }
  const auto letters = recovery_letters(typed);
  if (!seed->confirmed || letters.empty()) return CodeAnswer::Wrong;
  const bool used = tx.exec(kUseRecovery, user, recovery_hash(*secret, letters)) == 1;
  return used ? CodeAnswer::RightByRecovery : CodeAnswer::Wrong;
}

}  // namespace

std::optional<base::Secret> seed_to_confirm(store::Tx& tx, UserId user, const base::SealKeys& keys,
                                            Instant now) {
  auto seed = tx.one_or_none(kSeed, user);
  if (!seed) {
    const auto made = keys.seal(base::random_bytes(kSeedBytes), about(user));
    tx.exec(kNewSeed, user, store::Bytes{made.bytes}, made.key_id, now);
    seed = tx.one(kSeed, user);
  }
  if (seed->confirmed) return std::nullopt;
  return opened(*seed, keys);
}

CodeAnswer check_code(store::Db& db, Audience audience, UserId user, std::string_view typed,
                      const base::SealKeys& keys, Instant now) {
  return db.transact("check_code", [&](store::Tx& tx) {
    if (!count_try(tx, audience, code_key(user), kCodeWaits, now)) return CodeAnswer::Waiting;
    const auto said = answer(tx, user, typed, keys, now);
    if (said == CodeAnswer::RightByRecovery) tell(tx, "recovery", user, now);
    if (said == CodeAnswer::Right || said == CodeAnswer::RightByRecovery)
      forget_tries(tx, audience, code_key(user));
    return said;
  });
}

std::vector<std::string> new_recovery_codes(store::Tx& tx, UserId user,
                                            const base::SealKeys& keys) {
  std::vector<std::string> codes;
  const auto seed = tx.one_or_none(kSeed, user);
  const auto secret = seed ? opened(*seed, keys) : std::nullopt;
  if (!secret) return codes;
  tx.exec(kDropRecovery, user);
  for (int i = 0; i < kRecoveryCodes; ++i) {
    const auto letters = base32(base::random_bytes(kRecoveryBytes));
    tx.exec(kAddRecovery, user, recovery_hash(*secret, letters));
    codes.push_back(letters.substr(0, 4) + '-' + letters.substr(4, 4) + '-' + letters.substr(8, 4) +
                    '-' + letters.substr(12));
  }
  return codes;
}

std::int64_t recovery_codes_left(store::Tx& tx, UserId user) {
  return tx.one(kLeft, user);
}

bool has_second_step(store::Tx& tx, UserId user) {
  return tx.one(kHas, user);
}

void announce_second_step(store::Tx& tx, UserId user, Instant now) {
  tell(tx, "codes_on", user, now);
}

void drop_second_step(store::Tx& tx, UserId user, Instant now) {
  if (drop_codes(tx, user)) tell(tx, "codes_off", user, now);
}

bool drop_codes(store::Tx& tx, UserId user) {
  tx.exec(kDropRecovery, user);
  return tx.exec(kDropSeed, user) > 0;
}

Resealed reseal(store::Tx& tx, const base::SealKeys& keys) {
  Resealed out;
  for (const auto& seed : tx.all(kOlder, keys.newest_id())) {
    const auto secret = opened(seed, keys);
    if (!secret) {
      ++out.lost;
      continue;
    }
    const auto sealed = keys.seal(secret->reveal(), about(seed.user));
    tx.exec(kReseal, seed.user, store::Bytes{sealed.bytes}, sealed.key_id);
    ++out.done;
  }
  return out;
}

}  // namespace identity
