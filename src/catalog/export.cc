#include "catalog/export.h"

#include <unordered_map>

#include "base/columns.h"

namespace catalog {
namespace {

struct CategoryNames {
  base::CategoryId id{0};
  std::vector<std::string> names;
  static constexpr auto columns() {
    return base::Columns<&CategoryNames::id, &CategoryNames::names>{};
  }
};
const store::Query<CategoryNames()> kCategoryNames{"catalog.category_names", R"sql(
    WITH RECURSIVE named (id, names) AS (
      SELECT id, ARRAY[name] FROM categories WHERE parent_id IS NULL
      UNION ALL
      SELECT c.id, n.names || c.name FROM categories c JOIN named n ON n.id = c.parent_id)
    SELECT id, names FROM named)sql"};

struct ForSale {
  base::VariantId variant{0};
  base::CategoryId category{0};
  std::string sku;
  std::string brand;
  std::string mpn;
  std::string title;
  Condition condition = Condition::New;
  base::Money price;
  std::optional<int> u_height_milli;
  std::optional<int> weight_g;
  std::optional<bool> full_depth;
  std::optional<std::string> airflow;
  std::optional<std::string> ports;
  std::optional<int> poe_ports;
  std::optional<int> power_supplies;
  std::optional<int> max_draw_watts;
  std::optional<std::string> front;  // media files
  std::optional<std::string> rear;
  static constexpr auto columns() {
    using F = ForSale;
    return base::Columns<&F::variant, &F::category, &F::sku, &F::brand, &F::mpn, &F::title,
                         &F::condition, &F::price, &F::u_height_milli, &F::weight_g, &F::full_depth,
                         &F::airflow, &F::ports, &F::poe_ports, &F::power_supplies,
                         &F::max_draw_watts, &F::front, &F::rear>{};
  }
};
const store::Query<ForSale()> kForSale{"catalog.for_sale", R"sql(
    SELECT v.id, p.category_id, v.sku, b.name, p.mpn, p.title, v.condition, v.base_price_cents,
           p.u_height_milli, p.weight_g, p.full_depth, p.airflow, p.ports, p.poe_ports,
           p.power_supplies, p.max_draw_watts, front.file, rear.file
      FROM variants v
      JOIN products p ON p.id = v.product_id
      JOIN brands b ON b.id = p.brand_id
      LEFT JOIN media front ON front.product_id = p.id AND front.view = 'front'
      LEFT JOIN media rear ON rear.product_id = p.id AND rear.view = 'rear'
     WHERE v.state = 'active' AND p.state = 'active' AND p.kind = 'product'
     ORDER BY v.id)sql"};

ExportedRow row_of(ForSale& seen, const std::vector<std::string>& category) {
  ExportedRow out;
  out.variant = seen.variant;
  auto& row = out.row;
  row.sku = std::move(seen.sku);
  row.brand = std::move(seen.brand);
  row.mpn = std::move(seen.mpn);
  row.title = std::move(seen.title);
  row.category = category;
  row.condition = seen.condition;
  row.price = seen.price;
  row.facts = {seen.u_height_milli, seen.weight_g,  seen.full_depth,     seen.airflow,
               seen.ports,          seen.poe_ports, seen.power_supplies, seen.max_draw_watts};
  row.image_front = seen.front.value_or("");
  row.image_rear = seen.rear.value_or("");
  return out;
}

}  // namespace

std::vector<ExportedRow> export_rows(store::Tx& tx) {
  std::unordered_map<base::CategoryId, std::vector<std::string>> names;
  for (auto& category : tx.all(kCategoryNames))
    names.emplace(category.id, std::move(category.names));
  std::vector<ExportedRow> rows;
  for (auto& seen : tx.all(kForSale)) rows.push_back(row_of(seen, names.at(seen.category)));
  return rows;
}

}  // namespace catalog
