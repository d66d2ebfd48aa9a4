#include "store/outbox.h"

#include <algorithm>

namespace store {
namespace {

const Query<void(std::string, std::string, JsonText, base::Instant, base::Instant)> kEnqueue{
    "outbox.enqueue", R"sql(
    INSERT INTO outbox (kind, key, payload, due_at, created_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (kind, key) DO NOTHING)sql"};

const Query<OutboxRow(std::vector<std::string>, std::int64_t, base::Instant, base::Instant)> kLease{
    "outbox.lease", R"sql(
    WITH due AS (
      SELECT id FROM outbox
       WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= $4
         AND (leased_until IS NULL OR leased_until <= $4)
         AND kind = ANY ($1)
       ORDER BY due_at, id
       LIMIT $2
       FOR UPDATE SKIP LOCKED)
    UPDATE outbox o SET leased_until = $3, attempts = attempts + 1
      FROM due WHERE o.id = due.id
    RETURNING o.id, o.kind, o.key, o.payload, o.created_at, o.attempts)sql"};

const Query<void(base::OutboxId, base::Instant)> kSent{"outbox.mark_sent", R"sql(
    UPDATE outbox SET sent_at = $2, leased_until = NULL, last_error = '' WHERE id = $1)sql"};

const Query<void(base::OutboxId, base::Instant, std::string)> kLater{"outbox.mark_later", R"sql(
    UPDATE outbox SET due_at = $2, leased_until = NULL, last_error = $3 WHERE id = $1)sql"};

const Query<void(base::OutboxId, base::Instant, std::string)> kFailed{"outbox.mark_failed", R"sql(
    UPDATE outbox SET failed_at = $2, leased_until = NULL, last_error = $3 WHERE id = $1)sql"};

const Query<std::optional<base::Instant>(std::vector<std::string>)> kNextDue{"outbox.next_due",
                                                                             R"sql(
    SELECT min(greatest(due_at, leased_until)) FROM outbox
     WHERE sent_at IS NULL AND failed_at IS NULL AND kind = ANY ($1))sql"};

}  // namespace

void enqueue(Tx& tx, std::string_view kind, std::string_view key, const JsonText& payload,
             base::Instant due_at, base::Instant now) {
  tx.exec(kEnqueue, std::string{kind}, std::string{key}, payload, due_at, now);
  tx.wake(Tx::Channel::Outbox);
}

std::vector<OutboxRow> lease(Tx& tx, const std::vector<std::string>& kinds, std::int64_t limit,
                             base::Instant leased_until, base::Instant now) {
  auto rows = tx.all(kLease, kinds, limit, leased_until, now);
  // RETURNING keeps no order, and what was decided first is sent first.
  std::sort(rows.begin(), rows.end(),
            [](const OutboxRow& a, const OutboxRow& b) { return a.id < b.id; });
  return rows;
}

void mark_sent(Tx& tx, base::OutboxId row, base::Instant now) {
  tx.exec(kSent, row, now);
}

void mark_later(Tx& tx, base::OutboxId row, base::Instant due_at, const std::string& why) {
  tx.exec(kLater, row, due_at, why);
}

void mark_failed(Tx& tx, base::OutboxId row, const std::string& why, base::Instant now) {
  tx.exec(kFailed, row, now, why);
}

std::optional<base::Instant> next_due(Tx& tx, const std::vector<std::string>& kinds) {
  return tx.one(kNextDue, kinds);
}

}  // namespace store
