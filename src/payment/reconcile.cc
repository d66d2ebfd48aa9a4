#include "payment/reconcile.h"

#include <algorithm>

#include "base/columns.h"
#include "base/json_text.h"
#include "payment/books.h"
#include "payment/effect.h"
#include "payment/inbox.h"

namespace payment {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using store::Query;

struct Cursor {
  std::string event_id;
  Instant at;
  static constexpr auto columns() { return base::Columns<&Cursor::event_id, &Cursor::at>{}; }
};
const Query<Cursor()> kCursor{"payment.cursor", R"sql(
    SELECT event_id, at FROM provider_cursors WHERE provider = 'stripe')sql"};
const Query<void(std::string, Instant)> kMoveCursor{"payment.move_cursor", R"sql(
    INSERT INTO provider_cursors (provider, event_id, at) VALUES ('stripe', $1, $2)
    ON CONFLICT (provider) DO UPDATE SET event_id = excluded.event_id, at = excluded.at
      WHERE provider_cursors.at < excluded.at)sql"};

const Query<bool(std::string)> kKnown{"payment.event_known", R"sql(
    SELECT true FROM inbox_events WHERE provider = 'stripe' AND event_id = $1)sql"};

const Query<Attempt(Instant, Instant)> kUnanswered{"payment.unanswered_attempts", R"sql(
    SELECT a.id, a.order_id, coalesce(a.public_id, o.public_id),
           coalesce(a.amount_cents, o.due_cents), a.state, a.idempotency_key, a.coupon_body,
           a.session_body, a.session_id, a.session_url, a.expires_at
      FROM payment_attempts a JOIN orders o ON o.id = a.order_id
     WHERE a.state = 'stored' AND a.created_at < $1 AND a.expires_at >= $2
     ORDER BY a.id)sql"};

const Query<Attempt(Instant)> kLost{"payment.lost_attempts", R"sql(
    SELECT a.id, a.order_id, coalesce(a.public_id, o.public_id),
           coalesce(a.amount_cents, o.due_cents), a.state, a.idempotency_key, a.coupon_body,
           a.session_body, a.session_id, a.session_url, a.expires_at
      FROM payment_attempts a JOIN orders o ON o.id = a.order_id
     WHERE a.state = 'stored' AND a.expires_at < $1
     ORDER BY a.id)sql"};

const Query<std::string(Instant)> kOverdue{"payment.overdue_sessions", R"sql(
    SELECT a.session_id
      FROM orders o JOIN payment_attempts a ON a.order_id = o.id
     WHERE o.state = 'awaiting_payment' AND o.expires_at < $1 AND a.session_id IS NOT NULL
       AND a.state IN ('open', 'processing')
    UNION ALL
    SELECT session_id FROM payment_attempts
     WHERE public_id IS NOT NULL AND expires_at < $1 AND session_id IS NOT NULL
       AND state IN ('open', 'processing'))sql"};

// Stripe's most in one list.
constexpr std::size_t kMostTypes = 20;

// Stripe lists events for 30 days; a shop that was away for longer starts there.
constexpr hours kFarthest{24 * 29};

// One piece of work: what it throws is kept for the end, and the next piece has its turn.
template <class Work>
void guarded(Reconciled& done, Work work) {
  try {
    work();
  } catch (const base::Error&) {
    ++done.failed;
    if (!done.error) done.error = std::current_exception();
  }
}

void keep_new(const Till& t, const base::Json& item, Instant now, Reconciled& done) {
  const auto event = stripe::read_event(item);
  const auto known =
      t.db.at_once("event_known", [&](store::Tx& tx) { return tx.one_or_none(kKnown, event.id); });
  if (known) return;
  keep_event(t.db, event, base::to_json_text(item), now);
  ++done.events;
}

// Keeps what of these types is new since `from`: newest first, page by page. Answers the newest.
std::optional<stripe::Event> read_types(const Till& t, stripe::Client::EventsAsk ask, Instant now,
                                        const std::function<bool()>& stop, Reconciled& done) {
  std::optional<stripe::Event> newest;
  for (bool more = true; more && !stop();) {
    const auto reply = t.stripe.list_events(ask);
    if (!reply) throw stripe::Unknown{"list events: " + reply.why().code};
    const auto page = stripe::understood(*reply, stripe::read_page);
    for (const auto& item : page.items) guarded(done, [&] { keep_new(t, item, now, done); });
    if (!newest && !page.items.empty()) newest = stripe::read_event(page.items.front());
    more = page.has_more && !page.items.empty();
    if (more) ask.starting_after = page.items.back().at("id").text();
  }
  return newest;
}

// Back to an hour before the cursor.
void read_events(const Till& t, Instant now, const std::function<bool()>& stop, Reconciled& done) {
  const auto cursor =
      t.db.at_once("cursor", [&](store::Tx& tx) { return tx.one_or_none(kCursor); });
  const auto failed_before = done.failed;
  const auto from = std::max(cursor ? cursor->at - hours{1} : now - hours{24}, now - kFarthest);
  std::optional<stripe::Event> newest;
  const auto types = effective_types();
  for (std::size_t at = 0; at < types.size(); at += kMostTypes) {
    const auto begin = types.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end =
        types.begin() + static_cast<std::ptrdiff_t>(std::min(at + kMostTypes, types.size()));
    const auto last = read_types(
        t, {.types = {begin, end}, .created_from = from, .starting_after = {}, .ending_before = {}},
        now, stop, done);
    if (last && (!newest || newest->created < last->created)) newest = last;
  }
  // Only when all were kept: what failed is read again the next time.
  if (newest && done.failed == failed_before && !stop())
    t.db.at_once("move_cursor",
                 [&](store::Tx& tx) { return tx.exec(kMoveCursor, newest->id, newest->created); });
}

void process_waiting(const Till& t, Instant now, const std::function<bool()>& stop,
                     Reconciled& done) {
  const auto waiting =
      t.db.at_once("waiting_events", [&](store::Tx& tx) { return waiting_events(tx, 1000, now); });
  for (const auto event : waiting) {
    if (stop()) return;
    guarded(done, [&] {
      process_event(t.db, event, t.terms, now);
      ++done.processed;
    });
  }
}

// `work` for each of what `list` finds, one at a time.
template <class List, class Work>
void for_each(Reconciled& done, const std::function<bool()>& stop, List list, Work work) {
  guarded(done, [&] {
    for (const auto& item : list()) {
      if (stop()) return;
      guarded(done, [&] { work(item); });
    }
  });
}

}  // namespace

Reconciled reconcile(const Till& t, Instant now, const std::function<bool()>& stop) {
  constexpr const char* kActor = "stripe-reconcile";
  const auto overdue = now - minutes{10};
  Reconciled done;
  guarded(done, [&] { process_waiting(t, now, stop, done); });
  guarded(done, [&] { read_events(t, now, stop, done); });
  guarded(done, [&] { process_waiting(t, now, stop, done); });
  for_each(
      done, stop,
      [&] {
        return t.db.at_once("unanswered_attempts", [&](store::Tx& tx) {
          return tx.all(kUnanswered, now - minutes{1}, overdue);
        });
      },
      [&](const Attempt& attempt) {
        ask(t, attempt, now);
        ++done.asked;
      });
  for_each(
      done, stop,
      [&] {
        return t.db.at_once("lost_attempts", [&](store::Tx& tx) { return tx.all(kLost, overdue); });
      },
      [&](const Attempt& attempt) {
        recover(t, attempt, kActor, now);
        ++done.recovered;
      });
  for_each(
      done, stop,
      [&] {
        return t.db.at_once("overdue_sessions",
                            [&](store::Tx& tx) { return tx.all(kOverdue, overdue); });
      },
      [&](const std::string& session) {
        refresh(t, session, kActor, now);
        ++done.settled;
      });
  guarded(done, [&] { read_sessions(t, now, stop, done); });
  guarded(done, [&] { compare_books(t, now, stop, done); });
  return done;
}

}  // namespace payment
