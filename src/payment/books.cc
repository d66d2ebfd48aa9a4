#include "payment/books.h"

#include "payment/settle.h"
#include "payment/tasks.h"
#include "stripe/balance.h"

namespace payment {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using store::Query;

constexpr const char* kActor = "stripe-reconcile";

// How far a piece of the job has come; nothing before it ran.
const Query<Instant(std::string)> kMark{"payment.mark", R"sql(
    SELECT at FROM provider_cursors WHERE provider = $1)sql"};
const Query<void(std::string, Instant)> kSetMark{"payment.set_mark", R"sql(
    INSERT INTO provider_cursors (provider, event_id, at) VALUES ($1, '', $2)
    ON CONFLICT (provider) DO UPDATE SET at = excluded.at WHERE provider_cursors.at < excluded.at)sql"};

std::optional<Instant> mark(store::Db& db, const char* name) {
  return db.at_once("mark", [&](store::Tx& tx) { return tx.one_or_none(kMark, name); });
}

void set_mark(store::Db& db, const char* name, Instant at) {
  db.at_once("set_mark", [&](store::Tx& tx) { return tx.exec(kSetMark, name, at); });
}

const Query<std::optional<Instant>()> kFirst{"payment.first_entry", R"sql(
    SELECT least((SELECT min(e.at) FROM payment_events e JOIN payments p ON p.id = e.payment_id
                   WHERE p.provider = 'stripe'),
                 (SELECT min(paid_at) FROM subscription_invoices)))sql"};

// A charge that is named alone is its payment's.
const Query<void(std::string, std::string, std::string, std::string, Money, Money, std::string,
                 Instant)>
    kKeep{"payment.keep_balance", R"sql(
    INSERT INTO balance_transactions (transaction_id, category, kind, reference, amount_cents,
                                      fee_cents, currency, made_at)
    SELECT $1, $2, $3,
           coalesce((SELECT p.intent_id FROM payment_charges c JOIN payments p ON p.id = c.payment_id
                      WHERE $3 = 'captured' AND c.charge_id = $4),
                    (SELECT intent_id FROM subscription_invoices
                      WHERE $3 = 'captured' AND charge_id = $4),
                    $4),
           $5, $6, $7, $8
    ON CONFLICT (transaction_id) DO NOTHING)sql"};

// What either side has of the time, and what differed before. A dispute's movements are one sum;
// what plans were charged stands with their invoices, what went back of it beside them.
const Query<std::int64_t(Instant, Instant, Instant)> kCompare{"payment.compare_books", R"sql(
    WITH keys AS (
      SELECT kind, reference FROM balance_transactions
       WHERE made_at >= $1 AND made_at < $2 AND kind <> 'other'
      UNION
      SELECT e.kind, CASE WHEN e.kind IN ('disputed', 'reinstated')
                          THEN split_part(e.provider_ref, ' ', 1) ELSE e.provider_ref END
        FROM payment_events e JOIN payments p ON p.id = e.payment_id AND p.provider = 'stripe'
       WHERE e.at >= $1 AND e.at < $2
      UNION
      SELECT 'captured', intent_id FROM subscription_invoices
       WHERE paid_at >= $1 AND paid_at < $2 AND intent_id IS NOT NULL
      UNION
      SELECT kind, split_part(provider_ref, ' ', 1) FROM subscription_movements
       WHERE at >= $1 AND at < $2
      UNION
      SELECT kind, reference FROM payment_differences WHERE resolved_at IS NULL),
    sums AS (
      SELECT k.kind, k.reference,
             ((SELECT coalesce(sum(i.paid_cents), 0) FROM subscription_invoices i
                WHERE k.kind = 'captured' AND i.intent_id = k.reference)
              + (SELECT coalesce(sum(m.amount_cents), 0) FROM subscription_movements m
                  WHERE m.kind = k.kind
                    AND (m.provider_ref = k.reference OR m.provider_ref LIKE k.reference || ' %'))
              + (SELECT coalesce(sum(e.amount_cents), 0)
                FROM payment_events e JOIN payments p ON p.id = e.payment_id AND p.provider = 'stripe'
               WHERE e.kind = k.kind
                 AND (e.provider_ref = k.reference
                      OR (e.kind IN ('disputed', 'reinstated')
                          AND e.provider_ref LIKE k.reference || ' %'))))::bigint AS ours,
             (SELECT coalesce(sum(abs(b.amount_cents)), 0) FROM balance_transactions b
               WHERE b.kind = k.kind AND b.reference = k.reference)::bigint AS theirs
        FROM keys k),
    resolved AS (
      UPDATE payment_differences d SET resolved_at = $3
        FROM sums s
       WHERE d.kind = s.kind AND d.reference = s.reference AND s.ours = s.theirs
         AND d.resolved_at IS NULL),
    differing AS (
      INSERT INTO payment_differences AS d (kind, reference, ours_cents, theirs_cents, found_at)
      SELECT kind, reference, ours, theirs, $3 FROM sums WHERE ours <> theirs
      ON CONFLICT (kind, reference) DO UPDATE
        SET ours_cents = excluded.ours_cents, theirs_cents = excluded.theirs_cents,
            resolved_at = NULL, found_at = CASE WHEN d.resolved_at IS NULL THEN d.found_at
                                                ELSE excluded.found_at END
      RETURNING found_at = $3 AS is_new)
    SELECT count(*) FROM differing WHERE is_new)sql"};

const Query<Difference()> kDifferences{"payment.differences", R"sql(
    SELECT kind, reference, ours_cents, theirs_cents, found_at
      FROM payment_differences WHERE resolved_at IS NULL ORDER BY found_at, id)sql"};

struct Known {
  const char* kind;
  std::string reference;
};
// What a balance transaction is in our ledger: by its category, or by its type.
Known known(const stripe::BalanceTransaction& t) {
  if (t.category == "charge" || t.category == "payment")
    return {"captured", t.payment_intent.empty() ? t.source : t.payment_intent};
  if (t.category == "refund" || t.category == "payment_refund") return {"refunded", t.source};
  if (t.category == "refund_failure") return {"refund_failed", t.source};
  if (t.category == "dispute") return {"disputed", t.source};
  if (t.category == "dispute_reversal") return {"reinstated", t.source};
  return {"other", t.source};
}

// All of a time, or false when `stop` said so.
bool keep_transactions(const Till& t, Instant from, Instant before,
                       const std::function<bool()>& stop) {
  stripe::Client::BalanceAsk ask{.created_from = from, .created_before = before};
  for (bool more = true; more;) {
    if (stop()) return false;
    const auto reply = t.stripe.list_balance_transactions(ask);
    if (!reply) throw stripe::Unknown{"list balance transactions: " + reply.why().code};
    const auto page = stripe::understood(*reply, stripe::read_page);
    t.db.transact("keep_balance", [&](store::Tx& tx) {
      for (const auto& item : page.items) {
        const auto one = stripe::read_balance_transaction(item);
        const auto what = known(one);
        tx.exec(kKeep, one.id, one.category, what.kind, what.reference, one.amount, one.fee,
                one.currency, one.created);
      }
      return base::Done{};
    });
    more = page.has_more && !page.items.empty();
    if (more) ask.starting_after = page.items.back().at("id").text();
  }
  return true;
}

}  // namespace

void read_sessions(const Till& t, Instant now, const std::function<bool()>& stop,
                   Reconciled& done) {
  constexpr const char* kName = "stripe sessions";
  const auto since = mark(t.db, kName);
  if (since && now - *since < minutes{15}) return;
  // Before the first time there is nothing that the shop could have missed.
  const auto from = std::max(since.value_or(now) - kSessionLife - hours{1}, now - days{29});
  stripe::Client::SessionsAsk ask{.status = "complete", .created_from = from, .starting_after = {}};
  for (bool more = since.has_value(); more && !stop();) {
    const auto reply = t.stripe.list_sessions(ask);
    if (!reply) throw stripe::Unknown{"list sessions: refused " + reply.why().code};
    const auto page = stripe::understood(*reply, stripe::read_page);
    for (const auto& item : page.items) {
      const auto session = stripe::read_session(item);
      ask.starting_after = session.id;
      const auto state = t.db.at_once("attempt_state",
                                      [&](store::Tx& tx) { return attempt_state(tx, session.id); });
      if (state == "complete") continue;
      settle(t, session, Units::Released, kActor, "", now);
      ++done.sessions;
    }
    more = page.has_more && !page.items.empty();
  }
  if (!stop()) set_mark(t.db, kName, now);
}

void compare_books(const Till& t, Instant now, const std::function<bool()>& stop,
                   Reconciled& done) {
  constexpr const char* kName = "stripe books";
  auto day = mark(t.db, kName);
  if (!day) {
    const auto first = t.db.at_once("first_entry", [](store::Tx& tx) { return tx.one(kFirst); });
    if (!first) return;
    day = floor<days>(std::max(*first, now - days{90}));
  }
  const auto end = *day + days{1};
  if (now < end + hours{1} + minutes{5}) return;
  // Their clock may be ahead of ours: what we entered at the end of a day they may have the next.
  if (!keep_transactions(t, *day - hours{1}, end + hours{1}, stop)) return;
  const auto found = t.db.transact("compare_books", [&](store::Tx& tx) {
    const auto fresh = tx.one(kCompare, *day, end, now);
    const auto date = base::to_iso8601(*day).substr(0, 10);
    if (fresh > 0)
      open_task(tx,
                {.kind = TaskKind::Difference,
                 .subject = date,
                 .said = std::to_string(fresh) +
                         " movements of money differ from Stripe's books of " + date},
                now);
    return fresh;
  });
  done.differences += found;
  set_mark(t.db, kName, end);
}

std::vector<Difference> differences(store::Tx& tx) {
  return tx.all(kDifferences);
}

}  // namespace payment
