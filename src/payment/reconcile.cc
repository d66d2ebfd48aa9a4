#include "payment/reconcile.h"

#include "base/json_text.h"
#include "payment/inbox.h"

namespace payment {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using store::Query;

struct Cursor {
  std::string event_id;
  Instant at;
  static constexpr auto columns() { return std::make_tuple(&Cursor::event_id, &Cursor::at); }
};
const Query<Cursor()> kCursor{"payment.cursor", R"sql(
    SELECT event_id, at FROM provider_cursors WHERE provider = 'stripe')sql"};
const Query<void(std::string, Instant)> kMoveCursor{"payment.move_cursor", R"sql(
    INSERT INTO provider_cursors (provider, event_id, at) VALUES ('stripe', $1, $2)
    ON CONFLICT (provider) DO UPDATE SET event_id = excluded.event_id, at = excluded.at
      WHERE provider_cursors.at < excluded.at)sql"};

const Query<bool(std::string)> kKnown{"payment.event_known", R"sql(
    SELECT true FROM inbox_events WHERE provider = 'stripe' AND event_id = $1)sql"};

const Query<Attempt(Instant)> kUnanswered{"payment.unanswered_attempts", R"sql(
    SELECT id, order_id, state, idempotency_key, coupon_body, session_body, session_id,
           session_url, expires_at
      FROM payment_attempts WHERE state = 'stored' AND created_at < $1 ORDER BY id)sql"};

const Query<std::string(Instant)> kOverdue{"payment.overdue_sessions", R"sql(
    SELECT a.session_id
      FROM orders o JOIN payment_attempts a ON a.order_id = o.id
     WHERE o.state = 'awaiting_payment' AND o.expires_at < $1 AND a.session_id IS NOT NULL
       AND a.state IN ('open', 'processing')
     ORDER BY o.id)sql"};

// The types that have an effect; the rest of Stripe's stream is not ours to read.
const std::vector<std::string> kTypes = {
    "checkout.session.completed", "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed", "checkout.session.expired",
    "payment_intent.payment_failed"};

// Stripe lists events for 30 days; a shop that was away for longer starts there.
constexpr hours kFarthest{24 * 29};

// Keeps one page's events; answers how many were new.
std::int64_t keep_page(const Counter& c, const stripe::Page& page, Instant now) {
  std::int64_t fresh = 0;
  for (const auto& item : page.items) {
    const auto event = stripe::read_event(item);
    const auto known = c.db.at_once(
        "event_known", [&](store::Tx& tx) { return tx.one_or_none(kKnown, event.id); });
    if (known) continue;
    keep_event(c.db, event, base::to_json_text(item), now);
    ++fresh;
  }
  return fresh;
}

// Newest first, page by page, back to an hour before the cursor.
std::int64_t read_events(const Counter& c, Instant now, const std::function<bool()>& stop) {
  const auto cursor =
      c.db.at_once("cursor", [&](store::Tx& tx) { return tx.one_or_none(kCursor); });
  const auto from = std::max(cursor ? cursor->at - hours{1} : now - hours{24}, now - kFarthest);
  std::int64_t fresh = 0;
  std::optional<stripe::Event> newest;
  stripe::Client::EventsAsk ask{
      .types = kTypes, .created_from = from, .starting_after = {}, .ending_before = {}};
  for (bool more = true; more && !stop();) {
    const auto reply = c.stripe.list_events(ask);
    if (!reply) throw stripe::Unknown{"list events: " + reply.why().code};
    const auto page = stripe::read_page(reply->body);
    fresh += keep_page(c, page, now);
    if (!newest && !page.items.empty()) newest = stripe::read_event(page.items.front());
    more = page.has_more && !page.items.empty();
    if (more) ask.starting_after = page.items.back().at("id").text();
  }
  if (newest && !stop())
    c.db.at_once("move_cursor",
                 [&](store::Tx& tx) { return tx.exec(kMoveCursor, newest->id, newest->created); });
  return fresh;
}

// One event that keeps failing must not hold up the others.
void process_waiting(const Counter& c, Instant now, const std::function<bool()>& stop,
                     Reconciled& done) {
  const auto waiting =
      c.db.at_once("waiting_events", [&](store::Tx& tx) { return waiting_events(tx, 1000); });
  for (const auto event : waiting) {
    if (stop()) return;
    try {
      process_event(c.db, event, c.terms, now);
      ++done.processed;
    } catch (const base::Error&) {
      ++done.failed;  // the reason stands in its row
    }
  }
}

}  // namespace

Reconciled reconcile(const Counter& c, Instant now, const std::function<bool()>& stop) {
  Reconciled done;
  process_waiting(c, now, stop, done);
  done.events = read_events(c, now, stop);
  process_waiting(c, now, stop, done);

  const auto unanswered = c.db.at_once(
      "unanswered_attempts", [&](store::Tx& tx) { return tx.all(kUnanswered, now - minutes{1}); });
  for (const auto& attempt : unanswered) {
    if (stop()) return done;
    ask(c, attempt, now);
    ++done.asked;
  }

  const auto overdue = c.db.at_once(
      "overdue_sessions", [&](store::Tx& tx) { return tx.all(kOverdue, now - minutes{10}); });
  for (const auto& session : overdue) {
    if (stop()) return done;
    refresh(c, session, "stripe-reconcile", now);
    ++done.settled;
  }
  return done;
}

}  // namespace payment
