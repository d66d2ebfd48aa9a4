#pragma once
#include <string>
#include <vector>

#include "shipping/shipping.h"

// Price tables, carriers' charts and facts of goods from files: whole tables that are checked
// before anything of them is kept. By gds_admin. What was imported is never edited; a further
// import counts from its own day.
namespace shipping {

enum class ImportWhy {
  UnknownMethod,
  UnknownChart,
  UnknownZone,
  UnknownSku,
  NoRows,
  Twice,    // a row, or a code or day that stands already
  Falling,  // more costs less: a slip of the hand
  Gap,      // a ZIP3 stands in no range of the chart
  Overlap,  // or in two
};
struct ImportRefused {
  ImportWhy why;
  std::string where;  // "zone 5 up to 20", "017"
};

// A new version of a method's prices: its present terms but for what is said here, and its present
// fees.
struct NewTariff {
  std::string method;
  Instant valid_from;
  std::string source;
  std::optional<std::string> basis;  // grams, billable_lb, subtotal, items, freight_lb
  std::optional<std::string> chart;
  std::optional<int> dim_divisor;
  std::optional<int> dim_over_in3;
  std::optional<int> max_package_g;
  std::optional<int> fuel_bp;
  std::optional<int> margin_bp;
  std::optional<int> ending_cents;
  std::optional<Money> handling;
  std::optional<Money> free_from;
};
struct NewRate {
  std::string zone;
  int up_to_class;  // tenths; 0 but for freight
  int up_to;
  Money price;
  std::optional<Money> per_extra;
};
base::Result<base::Done, ImportRefused> import_tariff(store::Tx& tx, const NewTariff& tariff,
                                                      const std::vector<NewRate>& rates,
                                                      const std::string& actor, Instant now);

// Ranges in any order; together they say something of every ZIP3 from 005 to 999, once. A zone
// that is new is made; none means not served.
struct NewRange {
  int zip3_from;
  int zip3_to;
  std::optional<std::string> zone;
};
struct NewChart {
  std::string code;
  std::string origin_zip3;
  std::string source;
};
base::Result<base::Done, ImportRefused> import_chart(store::Tx& tx, const NewChart& chart,
                                                     std::vector<NewRange> ranges,
                                                     const std::string& actor, Instant now);

// Facts of a variant; what a row leaves out is unknown from then on.
struct GoodsFacts {
  std::string sku;
  std::optional<int> packed_g;
  std::optional<Size> size;
  bool ships_alone;
  std::string ship_class;  // parcel, freight, none
  std::string hazmat;      // none, UN3480, ...
  bool free_ship_excluded;
};
base::Result<base::Done, ImportRefused> import_facts(store::Tx& tx,
                                                     const std::vector<GoodsFacts>& rows);

}  // namespace shipping
