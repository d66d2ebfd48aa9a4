#include "catalog/places.h"

#include "base/columns.h"
#include "base/text.h"
#include "catalog/slug.h"

namespace catalog {
namespace {

struct BrandSeen {
  std::int64_t n;
  base::BrandId id;
  static constexpr auto columns() { return base::Columns<&BrandSeen::n, &BrandSeen::id>{}; }
};
const store::Query<BrandSeen(std::vector<std::string>)> kFindBrands{"catalog.find_brands", R"sql(
    SELECT r.n, b.id
      FROM unnest($1::text[]) WITH ORDINALITY AS r(name, n)
      JOIN brands b ON lower(b.name) = lower(r.name))sql"};

const store::Query<base::BrandId(std::string, std::string)> kAddBrand{"catalog.add_brand", R"sql(
    INSERT INTO brands (name, slug) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id)sql"};

struct CategorySeen {
  std::string path;
  base::CategoryId id;
  static constexpr auto columns() {
    return base::Columns<&CategorySeen::path, &CategorySeen::id>{};
  }
};
const store::Query<CategorySeen(std::vector<std::string>)> kFindCategories{
    "catalog.find_categories", "SELECT path, id FROM categories WHERE path = ANY($1::text[])"};

const store::Query<base::CategoryId(std::optional<base::CategoryId>, std::string, std::string,
                                    std::string)>
    kAddCategory{"catalog.add_category", R"sql(
    INSERT INTO categories (parent_id, name, slug, path) VALUES ($1, $2, $3, $4)
    ON CONFLICT (path) DO UPDATE SET path = excluded.path
    RETURNING id)sql"};

base::BrandId add_brand(store::Tx& tx, const std::string& name) {
  const auto stem = slugify(name);
  for (int n = 1;; ++n) {
    const auto slug = n == 1 ? stem : stem + '-' + std::to_string(n);
    if (const auto id = tx.one_or_none(kAddBrand, name, slug)) return *id;
    // Refused for its name: another writer was faster.
    const auto seen = tx.all(kFindBrands, std::vector{name});
    if (!seen.empty()) return seen.front().id;
  }
}

}  // namespace

std::string category_path(const std::vector<std::string>& names) {
  std::string path;
  for (const auto& name : names) path += (path.empty() ? "" : "/") + slugify(name);
  return path;
}

BrandIds ensure_brands(store::Tx& tx, const std::vector<std::string>& names) {
  BrandIds ids;
  if (names.empty()) return ids;
  for (const auto& seen : tx.all(kFindBrands, names))
    ids.emplace(base::lower_ascii(names[static_cast<std::size_t>(seen.n - 1)]), seen.id);
  for (const auto& name : names) {
    const auto key = base::lower_ascii(name);
    if (!ids.contains(key)) ids.emplace(key, add_brand(tx, name));
  }
  return ids;
}

CategoryIds find_categories(store::Tx& tx, const std::vector<std::string>& paths) {
  CategoryIds ids;
  if (paths.empty()) return ids;
  for (auto& seen : tx.all(kFindCategories, paths)) ids.emplace(std::move(seen.path), seen.id);
  return ids;
}

CategoryIds ensure_categories(store::Tx& tx, const std::vector<std::vector<std::string>>& names) {
  if (names.empty()) return {};
  std::vector<std::string> paths;
  paths.reserve(names.size());
  for (const auto& levels : names) paths.push_back(category_path(levels));
  auto ids = find_categories(tx, paths);
  for (const auto& levels : names) {
    if (ids.contains(category_path(levels))) continue;
    std::string path;
    std::optional<base::CategoryId> parent;
    for (const auto& name : levels) {
      const auto slug = slugify(name);
      path += (path.empty() ? "" : "/") + slug;
      const auto known = ids.find(path);
      parent = known != ids.end() ? known->second : tx.one(kAddCategory, parent, name, slug, path);
      ids.emplace(path, *parent);
    }
  }
  return ids;
}

}  // namespace catalog
