#include "payment/events.h"

namespace payment {
namespace {

const store::Query<EventRow(std::string)> kAbout{"payment.events_about", R"sql(
    WITH wanted AS (
      SELECT id FROM inbox_events WHERE provider = 'stripe' AND event_id = $1
      UNION
      SELECT id FROM inbox_events WHERE intent_id = nullif($1, '')
      UNION
      SELECT id FROM inbox_events WHERE object_id = $1 AND object_id <> ''
      UNION
      SELECT id FROM inbox_events WHERE request_id = $1 AND request_id <> ''
      UNION
      SELECT id FROM inbox_events WHERE public_id = $1 AND public_id <> ''
      UNION
      SELECT e.id
        FROM orders o
        JOIN payments p ON p.order_id = o.id
        JOIN inbox_events e ON e.intent_id = p.intent_id AND e.intent_id <> ''
       WHERE o.number = $1
      UNION
      SELECT e.id
        FROM orders o
        LEFT JOIN payment_attempts a ON a.order_id = o.id AND a.public_id IS NOT NULL
        JOIN inbox_events e ON e.public_id IN (o.public_id, a.public_id) AND e.public_id <> ''
       WHERE o.number = $1)
    SELECT e.event_id, e.type, e.received_at, e.processed_at, e.attempts, e.outcome, e.last_error,
           e.body
      FROM wanted w JOIN inbox_events e ON e.id = w.id
     ORDER BY e.received_at, e.id)sql"};

}  // namespace

std::vector<EventRow> events_about(store::Tx& tx, const std::string& word) {
  return tx.all(kAbout, word);
}

}  // namespace payment
