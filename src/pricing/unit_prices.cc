#include "pricing/pricing.h"

namespace pricing {
namespace {

const store::Query<UnitPrice(std::vector<VariantId>, std::vector<int>, std::vector<std::string>,
                             Instant)>
    kUnitPrices{"pricing.unit_prices", R"sql(
    SELECT v.id, u.price_cents, v.price_cents, u.source
      FROM unnest($1::bigint[], $2::int[]) WITH ORDINALITY AS w (variant, units, n)
      JOIN variants v ON v.id = w.variant
     CROSS JOIN LATERAL unit_price(v.id, w.units, $3, $4) u
     ORDER BY w.n)sql"};

}  // namespace

std::vector<UnitPrice> unit_prices(store::Tx& tx, const std::vector<Wanted>& wanted,
                                   const std::vector<std::string>& groups, Instant now) {
  std::vector<VariantId> variants;
  std::vector<int> units;
  for (const auto& want : wanted) {
    variants.push_back(want.variant);
    units.push_back(want.units);
  }
  auto prices = tx.all(kUnitPrices, variants, units, groups, now);
  BASE_CHECK(prices.size() == wanted.size());
  return prices;
}

}  // namespace pricing
