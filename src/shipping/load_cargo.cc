#include <algorithm>
#include <map>

#include "base/columns.h"
#include "shipping/tables.h"
#include "shipping/us_address.h"

namespace shipping {
namespace {

using store::Query;

// One variant that a line ships: itself, or a part of a bundle.
struct GoodsRow {
  std::int64_t line;  // which of those asked for, from 1
  VariantId variant;
  int units;  // of it in one unit of the line
  int weight_g;
  std::optional<int> l_mm;
  std::optional<int> w_mm;
  std::optional<int> h_mm;
  bool ships_alone;
  std::string ship_class;
  std::optional<int> freight_class;
  bool hazmat;
  bool excluded;
  static constexpr auto columns() {
    return base::Columns<&GoodsRow::line, &GoodsRow::variant, &GoodsRow::units, &GoodsRow::weight_g,
                         &GoodsRow::l_mm, &GoodsRow::w_mm, &GoodsRow::h_mm, &GoodsRow::ships_alone,
                         &GoodsRow::ship_class, &GoodsRow::freight_class, &GoodsRow::hazmat,
                         &GoodsRow::excluded>{};
  }
};
const Query<GoodsRow(std::vector<VariantId>)> kGoods{"shipping.goods", R"sql(
    SELECT asked.line, part.variant_id, part.units, packed_weight_g(part.variant_id), f.l_mm,
           f.w_mm, f.h_mm, coalesce(f.ships_alone, false), coalesce(f.ship_class, 'parcel'),
           f.freight_class, coalesce(f.hazmat, 'none') <> 'none',
           coalesce(f.free_ship_excluded, false) OR coalesce(whole.free_ship_excluded, false)
      FROM unnest($1::bigint[]) WITH ORDINALITY asked (variant_id, line)
     CROSS JOIN LATERAL (
       SELECT component_variant_id AS variant_id, units FROM bundle_items
        WHERE bundle_variant_id = asked.variant_id
       UNION ALL
       SELECT asked.variant_id, 1
        WHERE NOT EXISTS (SELECT FROM bundles WHERE variant_id = asked.variant_id)) part
      LEFT JOIN shipping_facts f ON f.variant_id = part.variant_id
      LEFT JOIN shipping_facts whole ON whole.variant_id = asked.variant_id
     ORDER BY asked.line, part.variant_id)sql"};

struct BoxRow {
  int void_percent;
  int loose_max_g;
  int parcel_max_g;
  std::optional<std::string> code;
  std::optional<int> l_mm;
  std::optional<int> w_mm;
  std::optional<int> h_mm;
  std::optional<int> tare_g;
  std::optional<int> max_g;
  static constexpr auto columns() {
    return base::Columns<&BoxRow::void_percent, &BoxRow::loose_max_g, &BoxRow::parcel_max_g,
                         &BoxRow::code, &BoxRow::l_mm, &BoxRow::w_mm, &BoxRow::h_mm,
                         &BoxRow::tare_g, &BoxRow::max_g>{};
  }
};
const Query<BoxRow()> kBoxes{"shipping.boxes", R"sql(
    SELECT s.void_percent, s.loose_max_g, s.parcel_max_g, b.code, b.l_mm, b.w_mm, b.h_mm, b.tare_g,
           b.max_g
      FROM shipping_settings s LEFT JOIN shipping_boxes b ON b.active)sql"};

PackRules load_pack_rules(store::Tx& tx) {
  PackRules rules{};
  for (const auto& row : tx.all(kBoxes)) {
    rules.void_percent = row.void_percent;
    rules.loose_max_g = row.loose_max_g;
    rules.parcel_max_g = row.parcel_max_g;
    if (row.code)
      rules.boxes.push_back(
          {*row.code, {*row.l_mm, *row.w_mm, *row.h_mm}, *row.tare_g, *row.max_g});
  }
  return rules;
}

Unit unit(const GoodsRow& row) {
  return {.variant = row.variant,
          .weight_g = row.weight_g,
          .size = row.l_mm ? std::optional{Size{*row.l_mm, *row.w_mm, *row.h_mm}} : std::nullopt,
          .ships_alone = row.ships_alone,
          .freight = row.ship_class == "freight"};
}

std::vector<VariantId> variants(const std::vector<Line>& lines) {
  std::vector<VariantId> out;
  out.reserve(lines.size());
  for (const auto& line : lines) out.push_back(line.variant);
  return out;
}

}  // namespace

Cargo load_cargo(store::Tx& tx, const Request& request) {
  std::vector<Line> carried;
  for (const auto& line : request.lines)
    if (line.goods == Goods::Hardware) carried.push_back(line);
  Cargo cargo;
  cargo.po_box = is_po_box(request.line1) || is_po_box(request.line2);
  cargo.contiguous = is_contiguous(request.state);
  cargo.unloading = request.unloading;
  if (carried.empty()) return cargo;

  const auto rules = load_pack_rules(tx);
  std::map<std::optional<Lead>, std::vector<Unit>> by_source;
  std::vector<bool> counts(carried.size(), true);
  for (const auto& row : tx.all(kGoods, variants(carried))) {
    const auto at = static_cast<std::size_t>(row.line - 1);
    const bool freight = row.ship_class == "freight" || row.weight_g > rules.parcel_max_g;
    if (row.excluded || freight) counts[at] = false;
    cargo.excluded = cargo.excluded || row.excluded;
    if (row.ship_class == "none") continue;
    cargo.hazmat = cargo.hazmat || row.hazmat;
    if (freight && row.freight_class)
      cargo.freight_class = std::max(cargo.freight_class.value_or(0), *row.freight_class);
    auto& units = by_source[carried[at].lead];
    units.insert(units.end(),
                 static_cast<std::size_t>(row.units) * static_cast<std::size_t>(carried[at].units),
                 unit(row));
  }
  for (std::size_t i = 0; i < carried.size(); ++i) {
    cargo.items += carried[i].units;
    cargo.value += carried[i].payable;
    if (counts[i]) cargo.counted += carried[i].payable;
  }
  for (auto& [lead, units] : by_source)
    cargo.parts.push_back({lead, pack(std::move(units), rules)});
  return cargo;
}

}  // namespace shipping
