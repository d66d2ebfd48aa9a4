#include "inventory/why.h"

namespace inventory {
namespace {

using store::Query;

const Query<std::string()> kStock{"inventory.stock_faults", R"sql(
    SELECT format('S3: stock item %s has %s on hand and %s allocated, its movements say %s and %s',
                  s.id, s.on_hand, s.allocated, coalesce(m.on_hand, 0), coalesce(m.allocated, 0))
      FROM stock_items s
      LEFT JOIN (SELECT stock_item_id, sum(on_hand_delta) AS on_hand, sum(allocated_delta) AS allocated
                   FROM stock_movements GROUP BY stock_item_id) m ON m.stock_item_id = s.id
     WHERE (s.on_hand, s.allocated) <> (coalesce(m.on_hand, 0), coalesce(m.allocated, 0))
    UNION ALL
    SELECT format('S7: stock item %s has %s held, its holds say %s', s.id, s.held, coalesce(h.units, 0))
      FROM stock_items s
      LEFT JOIN (SELECT stock_item_id, sum(units) AS units FROM holds GROUP BY stock_item_id) h
        ON h.stock_item_id = s.id
     WHERE s.held <> coalesce(h.units, 0)
    UNION ALL
    SELECT format('S3: transfer %s of %s units has %s movements, of %s from and %s to', t.id, t.units,
                  m.n, m.gone, m.come)
      FROM stock_transfers t
      JOIN LATERAL (SELECT count(*) AS n,
                           coalesce(sum(on_hand_delta) FILTER (WHERE stock_item_id = t.from_item_id), 0) AS gone,
                           coalesce(sum(on_hand_delta) FILTER (WHERE stock_item_id = t.to_item_id), 0) AS come
                      FROM stock_movements
                     WHERE cause = 'transfer ' || t.id AND kind = 'transferred') m ON true
     WHERE (m.n, m.gone, m.come) <> (2, -t.units, t.units))sql"};

const Query<std::string()> kPurchases{"inventory.purchase_faults", R"sql(
    SELECT format('S11: line %s of purchase order %s has %s received, its receipts say %s', l.id,
                  l.purchase_order_id, l.received_units, coalesce(r.units, 0))
      FROM purchase_order_lines l
      LEFT JOIN (SELECT purchase_order_line_id, sum(units) AS units
                   FROM receipt_lines GROUP BY purchase_order_line_id) r
        ON r.purchase_order_line_id = l.id
     WHERE l.received_units <> coalesce(r.units, 0)
    UNION ALL
    SELECT format('S3: receipt %s brought %s units, its movements say %s', r.id, l.units, m.units)
      FROM receipts r
      JOIN LATERAL (SELECT coalesce(sum(units), 0) AS units FROM receipt_lines
                     WHERE receipt_id = r.id) l ON true
      JOIN LATERAL (SELECT coalesce(sum(on_hand_delta), 0) AS units FROM stock_movements
                     WHERE cause = 'receipt ' || r.id AND kind = 'received') m ON true
     WHERE l.units <> m.units
    UNION ALL
    SELECT format('S11: purchase order %s is %s, with %s of %s units received', p.id, p.state,
                  l.received, l.units)
      FROM purchase_orders p
      JOIN LATERAL (SELECT coalesce(sum(units), 0) AS units, coalesce(sum(received_units), 0) AS received,
                           bool_and(received_units >= units) AS whole
                      FROM purchase_order_lines WHERE purchase_order_id = p.id) l ON true
     WHERE (p.state IN ('draft', 'ordered') AND l.received > 0)
        OR (p.state = 'partly_received' AND (l.received = 0 OR l.whole))
        OR (p.state = 'received' AND NOT l.whole))sql"};

const Query<std::string()> kSerials{"inventory.serial_faults", R"sql(
    SELECT format('serial %s is %s, its history says %s', s.id, s.state, coalesce(e.to_state, 'nothing'))
      FROM serials s
      LEFT JOIN LATERAL (SELECT to_state FROM serial_events WHERE serial_id = s.id
                          ORDER BY id DESC LIMIT 1) e ON true
     WHERE s.state IS DISTINCT FROM e.to_state
    UNION ALL
    SELECT format('stock item %s has %s on hand, and %s serials in stock', s.id, s.on_hand,
                  coalesce(n.units, 0))
      FROM stock_items s
      LEFT JOIN (SELECT stock_item_id, count(*) AS units FROM serials
                  WHERE state = 'in_stock' GROUP BY stock_item_id) n ON n.stock_item_id = s.id
     WHERE coalesce(n.units, 0) > s.on_hand
        OR (s.serials_required AND coalesce(n.units, 0) <> s.on_hand))sql"};

}  // namespace

std::vector<std::string> faults(store::Tx& tx) {
  auto all = tx.all(kStock);
  for (const auto* query : {&kPurchases, &kSerials})
    for (auto& fault : tx.all(*query)) all.push_back(std::move(fault));
  return all;
}

}  // namespace inventory
