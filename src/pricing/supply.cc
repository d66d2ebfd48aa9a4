#include "pricing/locks.h"
#include "pricing/pricing.h"

namespace pricing {
namespace {

using store::Query;
using Variants = std::vector<VariantId>;
using Units = std::vector<int>;

// The rows are locked; without one nobody sends it any more.
const Query<SupplierLacks(Variants, Units)> kLacking{"pricing.supplier_lacks", R"sql(
    SELECT w.variant, CASE WHEN o.variant_id IS NULL THEN 0 ELSE o.stock END
      FROM unnest($1::bigint[], $2::int[]) AS w (variant, units)
      LEFT JOIN channel_overrides o ON o.variant_id = w.variant AND o.channel = 'dropship'
     WHERE o.variant_id IS NULL OR o.stock < w.units
     ORDER BY w.variant LIMIT 1)sql"};

const Query<void(base::OrderId, Variants, Units, Instant)> kTake{"pricing.take_supplied", R"sql(
    WITH taken AS (
      UPDATE channel_overrides o SET stock = o.stock - w.units
        FROM unnest($2::bigint[], $3::int[]) AS w (variant, units)
       WHERE o.variant_id = w.variant AND o.channel = 'dropship' AND o.stock IS NOT NULL
      RETURNING o.variant_id, w.units)
    INSERT INTO supplier_takings (order_id, variant_id, units, state, taken_at)
    SELECT $1, variant_id, units, 'taken', $4 FROM taken
    ON CONFLICT (order_id, variant_id) DO UPDATE
       SET units = excluded.units, state = 'taken', taken_at = excluded.taken_at, ended_at = NULL)sql"};

const Query<SupplierDemand(base::OrderId, std::string)> kTakings{"pricing.takings", R"sql(
    SELECT variant_id, units FROM supplier_takings WHERE order_id = $1 AND state = $2
     ORDER BY variant_id)sql"};

const Query<void(base::OrderId, Instant)> kGiveBack{"pricing.give_back_supplied", R"sql(
    WITH ended AS (
      UPDATE supplier_takings SET state = 'given_back', ended_at = $2
       WHERE order_id = $1 AND state = 'taken'
      RETURNING variant_id, units)
    UPDATE channel_overrides o SET stock = o.stock + ended.units
      FROM ended
     WHERE o.variant_id = ended.variant_id AND o.channel = 'dropship' AND o.stock IS NOT NULL)sql"};

Variants variants_of(const std::vector<SupplierDemand>& demands) {
  Variants variants;
  for (const auto& demand : demands) variants.push_back(demand.variant);
  return variants;
}

}  // namespace

base::Result<base::Done, SupplierLacks> take_supplied(store::Tx& tx, base::OrderId order,
                                                      const std::vector<SupplierDemand>& demands,
                                                      Instant now) {
  if (demands.empty()) return base::Done{};
  const auto variants = variants_of(demands);
  Units units;
  for (const auto& demand : demands) units.push_back(demand.units);
  lock_supplied(tx, variants);
  if (const auto lacking = tx.one_or_none(kLacking, variants, units)) return *lacking;
  tx.exec(kTake, order, variants, units, now);
  return base::Done{};
}

base::Result<base::Done, SupplierLacks> take_supplied_again(store::Tx& tx, base::OrderId order,
                                                            Instant now) {
  return take_supplied(tx, order, tx.all(kTakings, order, "given_back"), now);
}

void give_back_supplied(store::Tx& tx, base::OrderId order, Instant now) {
  const auto taken = tx.all(kTakings, order, "taken");
  if (taken.empty()) return;
  lock_supplied(tx, variants_of(taken));
  tx.exec(kGiveBack, order, now);
}

}  // namespace pricing
