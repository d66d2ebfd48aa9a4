#include <algorithm>
#include <set>

#include "base/text.h"
#include "pricing/actor.h"
#include "pricing/pricing.h"

namespace pricing {
namespace {

using store::Query;

// Locks the list's row: two imports of one list come one after another.
const Query<PriceListId(std::string, std::string, int, std::optional<Instant>,
                        std::optional<Instant>, Instant)>
    kPutList{"pricing.put_list", R"sql(
    INSERT INTO price_lists AS l (name, customer_group, priority, starts_at, ends_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (name) DO UPDATE
       SET customer_group = excluded.customer_group, priority = excluded.priority,
           starts_at = excluded.starts_at, ends_at = excluded.ends_at, state = 'active',
           updated_at = greatest(excluded.updated_at, l.updated_at)
    RETURNING id)sql"};

const Query<std::string(std::vector<std::string>)> kUnknown{"pricing.unknown_sku", R"sql(
    SELECT r.sku
      FROM unnest($1::text[]) WITH ORDINALITY AS r (sku, n)
     WHERE NOT EXISTS (SELECT FROM variants v WHERE lower(v.sku) = lower(r.sku))
     ORDER BY r.n LIMIT 1)sql"};

const Query<void(PriceListId, std::vector<std::string>, std::vector<int>)> kDropOthers{
    "pricing.drop_others", R"sql(
    DELETE FROM prices p
     WHERE p.price_list_id = $1
       AND NOT EXISTS (SELECT FROM unnest($2::text[], $3::int[]) AS r (sku, min_units)
                         JOIN variants v ON lower(v.sku) = lower(r.sku)
                        WHERE v.id = p.variant_id AND r.min_units = p.min_units))sql"};

const Query<void(PriceListId, std::vector<std::string>, std::vector<int>, std::vector<Money>,
                 Instant)>
    kPutPrices{"pricing.put_prices", R"sql(
    INSERT INTO prices AS p (price_list_id, variant_id, min_units, price_cents, updated_at)
    SELECT $1, v.id, r.min_units, r.price, $5
      FROM unnest($2::text[], $3::int[], $4::bigint[]) AS r (sku, min_units, price)
      JOIN variants v ON lower(v.sku) = lower(r.sku)
     ORDER BY v.id, r.min_units
    ON CONFLICT (price_list_id, variant_id, min_units) DO UPDATE
       SET price_cents = excluded.price_cents, updated_at = excluded.updated_at
     WHERE p.price_cents <> excluded.price_cents)sql"};

}  // namespace

base::Result<int, ListRefused> put_list(store::Tx& tx, const List& list,
                                        const std::vector<ListPrice>& prices,
                                        const std::string& actor, Instant now) {
  const auto& [starts_at, ends_at] = list.period;
  if (starts_at && ends_at && *ends_at <= *starts_at) return ListRefused{Refused::Backwards, {}};
  act_as(tx, actor);
  std::vector<std::string> skus;
  std::vector<int> min_units;
  std::vector<Money> cents;
  std::set<std::pair<std::string, int>> seen;
  for (const auto& price : prices) {
    BASE_CHECK(seen.emplace(base::lower_ascii(price.sku), price.min_units).second);
    skus.push_back(price.sku);
    min_units.push_back(price.min_units);
    cents.push_back(price.price);
  }
  if (const auto unknown = tx.one_or_none(kUnknown, skus))
    return ListRefused{Refused::NoSuchSku, *unknown};
  const auto id =
      tx.one(kPutList, list.name, list.customer_group, list.priority, starts_at, ends_at, now);
  auto changed = tx.exec(kDropOthers, id, skus, min_units);
  changed += tx.exec(kPutPrices, id, skus, min_units, cents, now);
  apply_schedules(tx, now);
  return static_cast<int>(changed);
}

}  // namespace pricing
