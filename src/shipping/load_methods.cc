#include <map>

#include "base/columns.h"
#include "base/error.h"
#include "shipping/tables.h"

namespace shipping {
namespace {

using store::Query;

struct MethodRow {
  std::string code;
  std::string name;
  std::string kind;
  std::string carrier;
  bool flies;
  int min_days;
  int max_days;
  int position;
  std::int64_t tariff;
  std::string basis;
  std::optional<base::ShippingZoneId> zone;
  std::optional<std::string> zone_code;
  std::optional<int> dim_divisor;
  int dim_over_in3;
  std::optional<int> max_package_g;
  std::optional<int> assumed_class;
  int fuel_bp;
  Money residential;
  Money declared_per_100;
  Money handling;
  int margin_bp;
  std::optional<int> ending_cents;
  std::optional<Money> free_from;
  bool free_everywhere;
  static constexpr auto columns() {
    return base::Columns<
        &MethodRow::code, &MethodRow::name, &MethodRow::kind, &MethodRow::carrier,
        &MethodRow::flies, &MethodRow::min_days, &MethodRow::max_days, &MethodRow::position,
        &MethodRow::tariff, &MethodRow::basis, &MethodRow::zone, &MethodRow::zone_code,
        &MethodRow::dim_divisor, &MethodRow::dim_over_in3, &MethodRow::max_package_g,
        &MethodRow::assumed_class, &MethodRow::fuel_bp, &MethodRow::residential,
        &MethodRow::declared_per_100, &MethodRow::handling, &MethodRow::margin_bp,
        &MethodRow::ending_cents, &MethodRow::free_from, &MethodRow::free_everywhere>{};
  }
};
// The zone: by the tariff's chart, or by the longest prefix of the ZIP code, or by state.
const Query<MethodRow(std::string, std::string, Instant)> kMethods{"shipping.methods", R"sql(
    SELECT m.code, m.name, m.kind, m.carrier, m.flies, m.min_days, m.max_days, m.position, t.id,
           t.basis, z.id, z.code, t.dim_divisor, t.dim_over_in3, t.max_package_g, t.assumed_class,
           t.fuel_bp, t.residential_cents, t.declared_per_100_cents, t.handling_cents, t.margin_bp,
           t.ending_cents, t.free_from_cents, t.free_everywhere
      FROM shipping_methods m
      JOIN LATERAL (SELECT * FROM shipping_tariffs
                     WHERE method_id = m.id AND valid_from <= $3
                     ORDER BY valid_from DESC LIMIT 1) t ON true
      LEFT JOIN LATERAL (
        SELECT zone_id FROM shipping_chart_ranges
         WHERE chart_id = t.chart_id AND left($2, 3)::int BETWEEN zip3_from AND zip3_to
        UNION ALL
        (SELECT zone_id
           FROM (SELECT zone_id, length(prefix) AS digits FROM shipping_zone_prefixes
                  WHERE starts_with($2, prefix)
                 UNION ALL
                 SELECT zone_id, 0 FROM shipping_zone_states WHERE state = $1) place
          WHERE t.chart_id IS NULL
          ORDER BY digits DESC LIMIT 1)) place ON true
      LEFT JOIN shipping_zones z ON z.id = place.zone_id
     WHERE m.active
     ORDER BY m.position, m.code)sql"};

struct RateRow {
  std::int64_t tariff;
  int up_to_class;
  std::int64_t up_to;
  Money price;
  std::optional<Money> per_extra;
  static constexpr auto columns() {
    return base::Columns<&RateRow::tariff, &RateRow::up_to_class, &RateRow::up_to, &RateRow::price,
                         &RateRow::per_extra>{};
  }
};
const Query<RateRow(std::vector<std::int64_t>, std::vector<base::ShippingZoneId>)> kRates{
    "shipping.rates", R"sql(
    SELECT r.tariff_id, r.up_to_class, r.up_to::bigint, r.cents, r.per_extra_cents
      FROM unnest($1::bigint[], $2::bigint[]) wanted (tariff_id, zone_id)
      JOIN shipping_rates r USING (tariff_id, zone_id)
     ORDER BY r.tariff_id, r.up_to_class, r.up_to)sql"};

struct FeeRow {
  std::int64_t tariff;
  std::string kind;
  std::optional<int> over_lb;
  std::optional<int> over_longest_in;
  std::optional<int> over_second_in;
  std::optional<int> over_in3;
  std::optional<Money> price;
  static constexpr auto columns() {
    return base::Columns<&FeeRow::tariff, &FeeRow::kind, &FeeRow::over_lb, &FeeRow::over_longest_in,
                         &FeeRow::over_second_in, &FeeRow::over_in3, &FeeRow::price>{};
  }
};
// Delivery areas: the longest prefix alone, so that a ZIP code may cost less than those around it.
const Query<FeeRow(std::vector<std::int64_t>, std::string)> kFees{"shipping.fees", R"sql(
    SELECT tariff_id, kind, over_lb, over_longest_in, over_second_in, over_in3, cents
      FROM (SELECT f.*, rank() OVER (PARTITION BY tariff_id, kind
                                     ORDER BY length(zip_prefix) DESC) AS nth
              FROM shipping_fees f
             WHERE tariff_id = ANY ($1) AND (zip_prefix IS NULL OR starts_with($2, zip_prefix))) f
     WHERE nth = 1
     ORDER BY id)sql"};

struct CalendarRow {
  int today;  // days since 1970
  int minute_of_day;
  int cutoff_minute;
  int handling_days;
  std::vector<int> closed_weekdays;
  std::vector<int> closed;
  std::vector<int> holidays;
  static constexpr auto columns() {
    return base::Columns<&CalendarRow::today, &CalendarRow::minute_of_day,
                         &CalendarRow::cutoff_minute, &CalendarRow::handling_days,
                         &CalendarRow::closed_weekdays, &CalendarRow::closed,
                         &CalendarRow::holidays>{};
  }
};
const Query<CalendarRow(Instant)> kCalendar{"shipping.calendar", R"sql(
    SELECT here.at::date - '1970-01-01'::date,
           (extract(hour FROM here.at) * 60 + extract(minute FROM here.at))::int, c.cutoff_minute,
           c.handling_days, c.closed_weekdays,
           ARRAY(SELECT day - '1970-01-01'::date FROM shipping_closed_days
                  WHERE location_id = c.location_id AND day >= here.at::date),
           ARRAY(SELECT day - '1970-01-01'::date FROM federal_holidays
                  WHERE day BETWEEN here.at::date AND here.at::date + 365)
      FROM shipping_calendars c, LATERAL (SELECT $1::timestamptz AT TIME ZONE c.zone AS at) here
     ORDER BY c.location_id LIMIT 1)sql"};

Day day(int since_1970) {
  return Day{std::chrono::days{since_1970}};
}

Basis basis(const std::string& word) {
  if (word == "grams") return Basis::Grams;
  if (word == "billable_lb") return Basis::BillablePounds;
  if (word == "subtotal") return Basis::Subtotal;
  if (word == "items") return Basis::Items;
  BASE_CHECK(word == "freight_lb");
  return Basis::FreightPounds;
}

FeeKind fee_kind(const std::string& word) {
  static const std::map<std::string, FeeKind> kKinds{
      {"additional_handling", FeeKind::AdditionalHandling},
      {"large_package", FeeKind::LargePackage},
      {"delivery_area", FeeKind::DeliveryArea},
      {"residence", FeeKind::Residence},
      {"no_dock", FeeKind::NoDock},
      {"lift_gate", FeeKind::LiftGate},
      {"inside", FeeKind::Inside},
      {"appointment", FeeKind::Appointment},
      {"limited_access", FeeKind::LimitedAccess}};
  return kKinds.at(word);
}

Method method(const MethodRow& r) {
  return {
      .code = r.code,
      .name = r.name,
      .kind = r.kind == "freight" ? MethodKind::Freight : MethodKind::Parcel,
      .carrier = r.carrier,
      .flies = r.flies,
      .min_days = r.min_days,
      .max_days = r.max_days,
      .position = r.position,
      .tariff = r.tariff,
      .basis = basis(r.basis),
      .zone = r.zone_code,
      .dim = r.dim_divisor ? std::optional{DimRule{*r.dim_divisor, r.dim_over_in3}} : std::nullopt,
      .max_package_g = r.max_package_g,
      .assumed_class = r.assumed_class,
      .fuel_bp = r.fuel_bp,
      .residential = r.residential,
      .declared_per_100 = r.declared_per_100,
      .handling = r.handling,
      .margin_bp = r.margin_bp,
      .ending_cents = r.ending_cents,
      .free_from = r.free_from,
      .free_everywhere = r.free_everywhere,
      .rates = {},
      .fees = {}};
}

}  // namespace

std::vector<Method> load_methods(store::Tx& tx, const Request& request, Instant now) {
  const auto zip = request.zip.substr(0, 5);
  std::vector<Method> out;
  std::vector<std::int64_t> tariffs;
  std::vector<std::int64_t> zoned;
  std::vector<base::ShippingZoneId> zones;
  std::map<std::int64_t, std::size_t> at;
  for (const auto& row : tx.all(kMethods, request.state, zip, now)) {
    at[row.tariff] = out.size();
    out.push_back(method(row));
    tariffs.push_back(row.tariff);
    if (!row.zone) continue;
    zoned.push_back(row.tariff);
    zones.push_back(*row.zone);
  }
  for (const auto& r : tx.all(kRates, zoned, zones))
    out[at.at(r.tariff)].rates.push_back({r.up_to_class, r.up_to, r.price, r.per_extra});
  for (const auto& f : tx.all(kFees, tariffs, zip))
    out[at.at(f.tariff)].fees.push_back(
        {fee_kind(f.kind), f.over_lb, f.over_longest_in, f.over_second_in, f.over_in3, f.price});
  return out;
}

Calendar load_calendar(store::Tx& tx, Instant now) {
  const auto row = tx.one(kCalendar, now);
  Calendar out{.today = day(row.today),
               .minute_of_day = row.minute_of_day,
               .cutoff_minute = row.cutoff_minute,
               .handling_days = row.handling_days,
               .closed_weekdays = {},
               .closed = {},
               .holidays = {}};
  for (const auto weekday : row.closed_weekdays)
    out.closed_weekdays.at(static_cast<std::size_t>(weekday)) = true;
  for (const auto closed : row.closed) out.closed.insert(day(closed));
  for (const auto holiday : row.holidays) out.holidays.insert(day(holiday));
  return out;
}

}  // namespace shipping
