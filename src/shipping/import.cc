#include "shipping/import.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace shipping {
namespace {

using store::Query;
template <class T>
using Column = std::vector<T>;
using Refused = std::optional<ImportRefused>;

// The present terms with what is new, under the method's name; nothing when there is no such
// method, or a version of that day.
const Query<std::int64_t(std::string, Instant, std::string, std::string, Instant,
                         std::optional<std::string>, std::optional<std::int64_t>,
                         std::vector<std::optional<int>>, std::vector<std::optional<Money>>)>
    kTariff{"shipping.import_tariff", R"sql(
    INSERT INTO shipping_tariffs AS t (
           method_id, valid_from, source, entered_by, entered_at, basis, chart_id, dim_divisor,
           dim_over_in3, max_package_g, assumed_class, fuel_bp, residential_cents,
           declared_per_100_cents, handling_cents, margin_bp, ending_cents, free_from_cents,
           free_everywhere)
    SELECT old.method_id, $2, $3, $4, $5, coalesce($6, old.basis), coalesce($7, old.chart_id),
           coalesce(number[1], old.dim_divisor), coalesce(number[2], old.dim_over_in3),
           coalesce(number[3], old.max_package_g), old.assumed_class, coalesce(number[4], old.fuel_bp),
           old.residential_cents, old.declared_per_100_cents, coalesce(amount[1], old.handling_cents),
           coalesce(number[5], old.margin_bp), coalesce(number[6], old.ending_cents),
           coalesce(amount[2], old.free_from_cents), old.free_everywhere
      FROM shipping_methods m
      JOIN shipping_tariffs old ON old.method_id = m.id
     CROSS JOIN (SELECT $8::int[] AS number, $9::bigint[] AS amount) said
     WHERE m.code = $1
     ORDER BY old.valid_from DESC LIMIT 1
    ON CONFLICT (method_id, valid_from) DO NOTHING
    RETURNING id)sql"};

const Query<void(std::int64_t)> kFees{"shipping.import_fees", R"sql(
    INSERT INTO shipping_fees (tariff_id, kind, over_lb, over_longest_in, over_second_in, over_in3,
                               zip_prefix, cents)
    SELECT $1, f.kind, f.over_lb, f.over_longest_in, f.over_second_in, f.over_in3, f.zip_prefix,
           f.cents
      FROM shipping_fees f
     WHERE f.tariff_id = (SELECT old.id FROM shipping_tariffs old
                            JOIN shipping_tariffs new ON new.method_id = old.method_id
                           WHERE new.id = $1 AND old.id <> $1
                           ORDER BY old.valid_from DESC LIMIT 1))sql"};

const Query<void(std::int64_t, Column<std::string>, Column<int>, Column<int>, Column<Money>,
                 Column<std::optional<Money>>)>
    kRates{"shipping.import_rates", R"sql(
    INSERT INTO shipping_rates (tariff_id, zone_id, up_to_class, up_to, cents, per_extra_cents)
    SELECT $1, z.id, r.up_to_class, r.up_to, r.cents, r.per_extra
      FROM unnest($2::text[], $3::int[], $4::int[], $5::bigint[], $6::bigint[])
           r (zone, up_to_class, up_to, cents, per_extra)
      JOIN shipping_zones z ON z.code = r.zone)sql"};

const Query<std::string(Column<std::string>)> kUnknownZones{"shipping.unknown_zones", R"sql(
    SELECT code FROM unnest($1::text[]) code
     WHERE NOT EXISTS (SELECT FROM shipping_zones z WHERE z.code = code.code)
     LIMIT 1)sql"};

const Query<bool(std::string)> kMethod{"shipping.method_exists", R"sql(
    SELECT EXISTS (SELECT FROM shipping_methods WHERE code = $1))sql"};

const Query<std::int64_t(std::string)> kChartId{"shipping.chart_id", R"sql(
    SELECT id FROM shipping_charts WHERE code = $1)sql"};

const Query<std::int64_t(std::string, std::string, std::string, std::string, Instant)> kChart{
    "shipping.import_chart", R"sql(
    INSERT INTO shipping_charts (code, origin_zip3, source, entered_by, entered_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (code) DO NOTHING
    RETURNING id)sql"};

const Query<void(Column<std::string>)> kZones{"shipping.import_zones", R"sql(
    INSERT INTO shipping_zones (code, name)
    SELECT DISTINCT code, 'Zone ' || code FROM unnest($1::text[]) code
    ON CONFLICT (code) DO NOTHING)sql"};

const Query<void(std::int64_t, Column<int>, Column<int>, Column<std::optional<std::string>>)>
    kRanges{"shipping.import_ranges", R"sql(
    INSERT INTO shipping_chart_ranges (chart_id, zip3_from, zip3_to, zone_id)
    SELECT $1, r.zip3_from, r.zip3_to, z.id
      FROM unnest($2::int[], $3::int[], $4::text[]) r (zip3_from, zip3_to, zone)
      LEFT JOIN shipping_zones z ON z.code = r.zone)sql"};

const Query<void(std::string, std::optional<int>, std::vector<std::optional<int>>, bool,
                 std::string, std::string, bool)>
    kFacts{"shipping.import_facts", R"sql(
    INSERT INTO shipping_facts (variant_id, packed_g, l_mm, w_mm, h_mm, ships_alone, ship_class,
                                hazmat, free_ship_excluded)
    SELECT id, $2, side[1], side[2], side[3], $4, $5, $6, $7
      FROM variants, (SELECT $3::int[] AS side) sides
     WHERE lower(sku) = lower($1)
    ON CONFLICT (variant_id) DO UPDATE
       SET packed_g = excluded.packed_g, l_mm = excluded.l_mm, w_mm = excluded.w_mm,
           h_mm = excluded.h_mm, ships_alone = excluded.ships_alone,
           ship_class = excluded.ship_class, hazmat = excluded.hazmat,
           free_ship_excluded = excluded.free_ship_excluded)sql"};

template <class Row, class T>
Column<T> column(const std::vector<Row>& rows, T Row::*member) {
  Column<T> out;
  for (const auto& row : rows) out.push_back(row.*member);
  return out;
}

std::string three_digits(int zip3) {
  const auto text = std::to_string(zip3);
  return std::string(text.size() < 3 ? 3 - text.size() : 0, '0') + text;
}

// Within a zone and class, more never costs less.
Refused check_rates(std::vector<NewRate> rates) {
  if (rates.empty()) return ImportRefused{ImportWhy::NoRows, ""};
  std::ranges::sort(rates, {}, [](const NewRate& r) {
    return std::tuple{r.zone, r.up_to_class, r.up_to};
  });
  for (std::size_t i = 1; i < rates.size(); ++i) {
    const auto& before = rates[i - 1];
    const auto& here = rates[i];
    if (before.zone != here.zone || before.up_to_class != here.up_to_class) continue;
    const auto where = "zone " + here.zone + " up to " + std::to_string(here.up_to);
    if (before.up_to == here.up_to) return ImportRefused{ImportWhy::Twice, where};
    if (here.price < before.price) return ImportRefused{ImportWhy::Falling, where};
  }
  return std::nullopt;
}

// `ranges` in ascending order.
Refused check_ranges(const std::vector<NewRange>& ranges) {
  // The lowest and the highest three digits that the postal service gives out.
  constexpr int kFirst = 5;
  constexpr int kLast = 999;
  int next = kFirst;
  for (const auto& range : ranges) {
    if (range.zip3_from < next || range.zip3_to < range.zip3_from || range.zip3_to > kLast)
      return ImportRefused{ImportWhy::Overlap, three_digits(range.zip3_from)};
    if (range.zip3_from > next) return ImportRefused{ImportWhy::Gap, three_digits(next)};
    next = range.zip3_to + 1;
  }
  if (next <= kLast) return ImportRefused{ImportWhy::Gap, three_digits(next)};
  return std::nullopt;
}

}  // namespace

base::Result<base::Done, ImportRefused> import_tariff(store::Tx& tx, const NewTariff& t,
                                                      const std::vector<NewRate>& rates,
                                                      const std::string& actor, Instant now) {
  if (const auto refused = check_rates(rates)) return *refused;
  if (!tx.one(kMethod, t.method)) return ImportRefused{ImportWhy::UnknownMethod, t.method};
  if (const auto zone = tx.one_or_none(kUnknownZones, column(rates, &NewRate::zone)))
    return ImportRefused{ImportWhy::UnknownZone, *zone};
  std::optional<std::int64_t> chart;
  if (t.chart) {
    chart = tx.one_or_none(kChartId, *t.chart);
    if (!chart) return ImportRefused{ImportWhy::UnknownChart, *t.chart};
  }
  const auto id = tx.one_or_none(
      kTariff, t.method, t.valid_from, t.source, actor, now, t.basis, chart,
      {t.dim_divisor, t.dim_over_in3, t.max_package_g, t.fuel_bp, t.margin_bp, t.ending_cents},
      {t.handling, t.free_from});
  if (!id) return ImportRefused{ImportWhy::Twice, base::to_iso8601(t.valid_from)};
  tx.exec(kFees, *id);
  tx.exec(kRates, *id, column(rates, &NewRate::zone), column(rates, &NewRate::up_to_class),
          column(rates, &NewRate::up_to), column(rates, &NewRate::price),
          column(rates, &NewRate::per_extra));
  return base::Done{};
}

base::Result<base::Done, ImportRefused> import_chart(store::Tx& tx, const NewChart& chart,
                                                     std::vector<NewRange> ranges,
                                                     const std::string& actor, Instant now) {
  if (ranges.empty()) return ImportRefused{ImportWhy::NoRows, ""};
  std::ranges::sort(ranges, {}, &NewRange::zip3_from);
  if (const auto refused = check_ranges(ranges)) return *refused;
  const auto id = tx.one_or_none(kChart, chart.code, chart.origin_zip3, chart.source, actor, now);
  if (!id) return ImportRefused{ImportWhy::Twice, chart.code};
  std::set<std::string> zones;
  for (const auto& range : ranges)
    if (range.zone) zones.insert(*range.zone);
  tx.exec(kZones, Column<std::string>{zones.begin(), zones.end()});
  tx.exec(kRanges, *id, column(ranges, &NewRange::zip3_from), column(ranges, &NewRange::zip3_to),
          column(ranges, &NewRange::zone));
  return base::Done{};
}

base::Result<base::Done, ImportRefused> import_facts(store::Tx& tx,
                                                     const std::vector<GoodsFacts>& rows) {
  if (rows.empty()) return ImportRefused{ImportWhy::NoRows, ""};
  for (const auto& row : rows) {
    std::vector<std::optional<int>> sides(3);
    if (row.size) sides = {row.size->l_mm, row.size->w_mm, row.size->h_mm};
    if (tx.exec(kFacts, row.sku, row.packed_g, sides, row.ships_alone, row.ship_class, row.hazmat,
                row.free_ship_excluded) == 0)
      return ImportRefused{ImportWhy::UnknownSku, row.sku};
  }
  return base::Done{};
}

}  // namespace shipping
