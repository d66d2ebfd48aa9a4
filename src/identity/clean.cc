#include <algorithm>

#include "identity/identity.h"

namespace identity {
namespace {

using store::Query;

// Shoppers' sessions idle longer than any limit go by ends_at in the end; what is idle is refused
// when it is read (find_session), so that nothing waits for this.
const Query<void(Instant, std::int64_t)> kSessions{"identity.clean_sessions", R"sql(
    DELETE FROM sessions WHERE id IN (
      SELECT id FROM sessions WHERE ends_at <= $1 OR last_seen_at <= $1::timestamptz - interval '30 days'
       LIMIT $2))sql"};
const Query<void(Instant, std::int64_t)> kProofs{"identity.clean_proofs", R"sql(
    DELETE FROM mail_proofs WHERE id IN (
      SELECT id FROM mail_proofs WHERE asked_at <= $1::timestamptz - interval '7 days' LIMIT $2))sql"};
const Query<void(Instant, std::int64_t)> kLocks{"identity.clean_locks", R"sql(
    DELETE FROM sign_in_locks WHERE (audience, key_hash) IN (
      SELECT audience, key_hash FROM sign_in_locks WHERE failed_at <= $1::timestamptz - interval '1 day'
       LIMIT $2))sql"};
const Query<void(Instant, std::int64_t)> kAttempts{"identity.clean_attempts", R"sql(
    DELETE FROM login_attempts WHERE id IN (
      SELECT id FROM login_attempts WHERE at <= $1::timestamptz - interval '90 days' LIMIT $2))sql"};
const Query<void(Instant, std::int64_t)> kDevices{"identity.clean_devices", R"sql(
    DELETE FROM known_devices WHERE (user_id, token_hash) IN (
      SELECT user_id, token_hash FROM known_devices WHERE used_at <= $1::timestamptz - interval '365 days'
       LIMIT $2))sql"};

const Query<void(Instant, std::int64_t)> kAnswers{"identity.clean_answers", R"sql(
    DELETE FROM api_answers WHERE (key_id, name) IN (
      SELECT key_id, name FROM api_answers WHERE at <= $1::timestamptz - interval '1 day' LIMIT $2))sql"};
const Query<void(Instant, std::int64_t)> kFlows{"identity.clean_flows", R"sql(
    DELETE FROM oauth_flows WHERE state_hash IN (
      SELECT state_hash FROM oauth_flows WHERE expires_at <= $1 LIMIT $2))sql"};
const Query<void(Instant, std::int64_t)> kJoins{"identity.clean_joins", R"sql(
    DELETE FROM oauth_joins WHERE token_hash IN (
      SELECT token_hash FROM oauth_joins WHERE expires_at <= $1 LIMIT $2))sql"};

}  // namespace

std::int64_t clean(store::Tx& tx, Instant now, std::int64_t limit) {
  std::int64_t most = 0;
  for (const auto* query :
       {&kSessions, &kProofs, &kLocks, &kAttempts, &kDevices, &kAnswers, &kFlows, &kJoins})
    most = std::max(most, tx.exec(*query, now, limit));
  return most;
}

}  // namespace identity
