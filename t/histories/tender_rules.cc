#include "t/histories/rules.h"
#include "tender/tender.h"

namespace t::histories {
namespace {

// What an order says that gift cards pay is what their ledger says: promised while it waits, taken
// once it is placed, nothing when it ended (L2); what is bought becomes cards once (L1); what comes
// back went to the ledger.
const store::Query<std::string()> kOrders{"histories.tender_rules", R"sql(
    WITH ledger AS (
      SELECT order_id, sum(authorized_delta) AS promised,
             coalesce(sum(used_delta) FILTER (WHERE used_delta > 0), 0) AS taken,
             coalesce(-sum(used_delta) FILTER (WHERE used_delta < 0), 0) AS back
        FROM tender_entries WHERE order_id IS NOT NULL GROUP BY order_id),
    paid AS (
      SELECT order_id, sum(captured_cents) AS captured, sum(refunded_cents) AS refunded
        FROM payments WHERE provider = 'tender' GROUP BY order_id),
    sums AS (
      SELECT o.id, o.state, o.tender_cents, coalesce(l.promised, 0) AS promised,
             coalesce(l.taken, 0) AS taken, coalesce(l.back, 0) AS back,
             coalesce(p.captured, 0) AS captured, coalesce(p.refunded, 0) AS refunded
        FROM orders o
        LEFT JOIN ledger l ON l.order_id = o.id
        LEFT JOIN paid p ON p.order_id = o.id)
    SELECT format('L2: order %s is %s with %s of gift cards, they promise %s and gave %s', id, state,
                  tender_cents, promised, taken)
      FROM sums
     WHERE CASE state WHEN 'awaiting_payment' THEN (promised, taken) <> (tender_cents, 0)
                      WHEN 'expired' THEN (promised, taken) <> (0, 0)
                      WHEN 'needs_attention' THEN promised + taken NOT IN (0, tender_cents)
                      WHEN 'cancelled' THEN promised <> 0 OR taken NOT IN (0, tender_cents)
                      ELSE (promised, taken) <> (0, tender_cents) END
    UNION ALL
    SELECT format('L2: order %s took %s of gift cards and gave %s back, its payments say %s and %s',
                  id, taken, back, captured, refunded)
      FROM sums WHERE (taken, back) <> (captured, refunded)
    UNION ALL
    SELECT format('L1: line %s of order %s bought %s cards, there are %s', l.position, l.order_id,
                  l.units, count(g.id))
      FROM order_lines l
      JOIN orders o ON o.id = l.order_id
      LEFT JOIN gift_cards g ON g.order_line_id = l.id
     WHERE l.kind = 'gift_card' AND o.state NOT IN ('awaiting_payment', 'expired', 'needs_attention',
                                                    'cancelled')
     GROUP BY l.id HAVING count(g.id) <> l.units)sql"};

}  // namespace

std::vector<std::string> broken_tender_rules(store::Tx& tx) {
  auto broken = tx.all(kOrders);
  for (auto& fault : tender::faults(tx)) broken.push_back(std::move(fault));
  return broken;
}

}  // namespace t::histories
