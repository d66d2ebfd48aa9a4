#include "payment/calls.h"

namespace payment {
namespace {

using store::Query;
using Texts = std::vector<std::string>;

// The commit does not wait for the disk: a crash of the server may take the last of them.
const Query<void(std::string, std::string, std::string, std::string, int, std::string,
                 std::optional<int>, std::string, std::string, std::string, std::string, Texts,
                 std::int64_t, Instant)>
    kKeep{"payment.keep_call", R"sql(
    INSERT INTO provider_calls (provider, call, method, path, idempotency_key, attempt, request,
                                status, request_id, answer, failure, public_id, objects, took_us,
                                sent_at)
    SELECT 'stripe', $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
      FROM set_config('synchronous_commit', 'off', true))sql"};

// An order's calls name its UUID, or one of the objects that it became at Stripe.
const Query<CallRow(std::string)> kAbout{"payment.calls_about", R"sql(
    WITH subject AS (
      SELECT id, public_id, tax_calculation_id FROM orders WHERE number = $1 OR public_id = $1),
    uuids AS (
      SELECT public_id FROM subject
      UNION
      SELECT a.public_id FROM subject o JOIN payment_attempts a ON a.order_id = o.id
       WHERE a.public_id IS NOT NULL
      UNION
      SELECT $1),
    objects AS (
      SELECT $1 AS name
      UNION
      SELECT nullif(tax_calculation_id, '') FROM subject
      UNION
      SELECT a.session_id FROM subject o JOIN payment_attempts a ON a.order_id = o.id
      UNION
      SELECT p.intent_id FROM subject o JOIN payments p ON p.order_id = o.id
      UNION
      SELECT d.dispute_id FROM subject o JOIN disputes d ON d.order_id = o.id),
    wanted AS (
      SELECT id FROM provider_calls WHERE public_id IN (SELECT public_id FROM uuids)
         AND public_id <> ''
      UNION
      SELECT id FROM provider_calls WHERE request_id = $1 AND request_id <> ''
      UNION
      SELECT id FROM provider_calls WHERE idempotency_key = $1 AND idempotency_key <> ''
      UNION
      SELECT id FROM provider_calls
       WHERE objects && (SELECT array_agg(name) FROM objects WHERE name IS NOT NULL))
    SELECT c.sent_at, c.call, c.method, c.path, c.idempotency_key, c.attempt, c.status,
           c.request_id, c.failure, c.took_us, c.request, c.answer
      FROM wanted w JOIN provider_calls c ON c.id = w.id
     ORDER BY c.sent_at, c.id)sql"};

const Query<void(Instant, std::int64_t)> kSweep{"payment.sweep_calls", R"sql(
    DELETE FROM provider_calls WHERE id IN (
      SELECT id FROM provider_calls WHERE sent_at < $1 ORDER BY sent_at LIMIT $2))sql"};

// No page waits longer for what may be missing.
constexpr std::chrono::milliseconds kPatience{500};

}  // namespace

void keep_call(store::Db& db, const stripe::Exchange& e, Instant now) {
  const store::Db::Hurry hurry{db, kPatience};
  db.at_once("keep_call", [&](store::Tx& tx) {
    return tx.exec(kKeep, e.call, e.method, e.path, e.idempotency_key, e.attempt, e.request,
                   e.status, e.request_id, e.answer, e.failure, e.order, e.objects, e.took.count(),
                   now - e.took);
  });
}

std::vector<CallRow> calls_about(store::Tx& tx, const std::string& word) {
  return tx.all(kAbout, word);
}

std::int64_t sweep_calls(store::Tx& tx, Instant before, std::int64_t limit) {
  return tx.exec(kSweep, before, limit);
}

}  // namespace payment
