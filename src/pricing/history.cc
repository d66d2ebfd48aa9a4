#include "pricing/pricing.h"

namespace pricing {
namespace {

using store::Query;

const Query<Asked(std::string)> kHistory{"pricing.history", R"sql(
    SELECT h.at, h.kind, h.min_units, h.old_cents, h.new_cents, h.source, h.actor
      FROM variants v
      JOIN price_history h ON h.variant_id = v.id
     WHERE lower(v.sku) = lower($1)
     ORDER BY h.id)sql"};

const Query<std::string()> kFaults{"pricing.faults", R"sql(
    SELECT 'pricing: ' || v.sku || ' costs ' || v.price_cents || ' (' || v.price_source ||
           '), but ' || w.price_cents || ' (' || w.source || ') counts'
      FROM public_prices() w
      JOIN variants v ON v.id = w.variant_id
     WHERE (v.price_cents, v.price_source) IS DISTINCT FROM (w.price_cents, w.source)
    UNION ALL
    SELECT 'pricing: bundle ' || v.sku || ' has the base price ' || v.base_price_cents || ', not '
           || bundle_price(v.id)
      FROM bundles b
      JOIN variants v ON v.id = b.variant_id
     WHERE v.base_price_cents <> bundle_price(v.id)
    UNION ALL
    SELECT 'pricing: ' || v.sku || ' costs ' || v.price_cents || ', its history ends with ' ||
           coalesce(h.new_cents::text, 'nothing')
      FROM variants v
      LEFT JOIN LATERAL (
        SELECT new_cents FROM price_history
         WHERE variant_id = v.id AND kind = 'web' ORDER BY id DESC LIMIT 1) h ON true
     WHERE h.new_cents IS DISTINCT FROM v.price_cents
    UNION ALL
    SELECT 'pricing: the history of ' || v.sku || ' has a gap at ' || g.at
      FROM (SELECT variant_id, at, old_cents,
                   lag(new_cents) OVER (PARTITION BY variant_id ORDER BY id) AS before
              FROM price_history WHERE kind = 'web') g
      JOIN variants v ON v.id = g.variant_id
     WHERE g.old_cents IS DISTINCT FROM g.before
     ORDER BY 1)sql"};

}  // namespace

std::vector<Asked> history(store::Tx& tx, const std::string& sku) {
  return tx.all(kHistory, sku);
}

std::vector<std::string> faults(store::Tx& tx) {
  return tx.all(kFaults);
}

}  // namespace pricing
