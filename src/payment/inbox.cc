#include "payment/inbox.h"

#include <array>

#include "base/columns.h"
#include "payment/doubts.h"
#include "payment/effect.h"
#include "stripe/redaction.h"

namespace payment {
namespace {

using base::InboxEventId;
using store::Query;

// DO UPDATE rather than DO NOTHING, for the row's id to come back; it changes nothing. The commit
// does not wait for the disk: nobody is told that the event is kept before process_event() has
// committed too, and that one waits for both.
const Query<InboxEventId(std::string, std::string, store::Bytes, Instant, Instant, std::string,
                         std::string, std::string, std::string)>
    kKeep{"payment.keep_event", R"sql(
    INSERT INTO inbox_events (provider, event_id, type, body, created_at, received_at, intent_id,
                              public_id, object_id, request_id)
    SELECT 'stripe', $1, $2, $3, $4, $5, $6, $7, $8, $9
      FROM set_config('synchronous_commit', 'off', true)
    ON CONFLICT (provider, event_id) DO UPDATE SET event_id = excluded.event_id
    RETURNING id)sql"};

struct Kept {
  store::Bytes body;
  bool processed;
  int attempts;
  Instant received_at;
  static constexpr auto columns() {
    return base::Columns<&Kept::body, &Kept::processed, &Kept::attempts, &Kept::received_at>{};
  }
};
const Query<Kept(InboxEventId)> kLock{"payment.lock_event", R"sql(
    SELECT body, processed_at IS NOT NULL, attempts, received_at
      FROM inbox_events WHERE id = $1 FOR UPDATE)sql"};

const Query<void(InboxEventId, std::string, Instant)> kProcessed{"payment.event_processed", R"sql(
    UPDATE inbox_events
       SET processed_at = $3, outcome = $2, attempts = attempts + 1, last_error = ''
     WHERE id = $1)sql"};

const Query<void(InboxEventId, std::string, Instant)> kLater{"payment.event_later", R"sql(
    UPDATE inbox_events SET due_at = $3, outcome = $2, attempts = attempts + 1, last_error = ''
     WHERE id = $1)sql"};

const Query<void(InboxEventId, std::string)> kFailed{"payment.event_failed", R"sql(
    UPDATE inbox_events SET attempts = attempts + 1, last_error = $2 WHERE id = $1)sql"};

const Query<InboxEventId(std::int64_t, Instant)> kWaiting{"payment.waiting_events", R"sql(
    SELECT id FROM inbox_events
     WHERE processed_at IS NULL AND (due_at IS NULL OR due_at <= $2)
     ORDER BY received_at, id LIMIT $1)sql"};

// When an event of a payment that nobody knows is looked at again; nothing: it is somebody else's.
// As long as Stripe itself would go on sending what was not taken.
std::optional<Instant> look_again(int attempts, Instant received_at, Instant now) {
  using std::chrono::minutes;
  constexpr std::array kPauses{minutes{1}, minutes{5}, minutes{15}, minutes{60}, minutes{240}};
  const auto n = std::min(static_cast<std::size_t>(attempts), kPauses.size() - 1);
  const auto due = now + kPauses.at(n);
  return due < received_at + std::chrono::hours{72} ? std::optional{due} : std::nullopt;
}

const Query<void(Instant, std::int64_t)> kSweep{"payment.sweep_events", R"sql(
    DELETE FROM inbox_events WHERE id IN (
      SELECT id FROM inbox_events
       WHERE received_at < $1 AND processed_at IS NOT NULL ORDER BY id LIMIT $2))sql"};

}  // namespace

base::InboxEventId keep_event(store::Db& db, const stripe::Event& event, std::string_view body,
                              Instant now) {
  const auto about = stripe::read_about(event.object);
  return db.at_once("keep_event", [&](store::Tx& tx) {
    return tx.one(kKeep, event.id, event.type, {stripe::redacted_json(body)}, event.created, now,
                  about.payment_intent, about.order, event.object_id(), event.request);
  });
}

std::string process_event(store::Db& db, InboxEventId id, const Terms& terms, Instant now) {
  try {
    return db.transact("process_event", [&](store::Tx& tx) -> std::string {
      const auto kept = tx.one(kLock, id);
      if (kept.processed) return "already done";
      auto outcome = effect(tx, stripe::read_event(base::Json::parse(kept.body.raw)), terms, now);
      const auto again =
          outcome == kNoPayment ? look_again(kept.attempts, kept.received_at, now) : std::nullopt;
      if (again) {
        tx.exec(kLater, id, outcome, *again);
      } else {
        tx.exec(kProcessed, id, outcome, now);
      }
      return outcome;
    });
  } catch (const base::Error& e) {
    const std::string why = e.what();
    db.at_once("event_failed", [&](store::Tx& tx) { return tx.exec(kFailed, id, why); });
    throw;
  }
}

std::vector<InboxEventId> waiting_events(store::Tx& tx, std::int64_t limit, Instant now) {
  return tx.all(kWaiting, limit, now);
}

std::int64_t sweep_events(store::Tx& tx, Instant before, std::int64_t limit) {
  return tx.exec(kSweep, before, limit);
}

}  // namespace payment
