#include "catalog/condition.h"
#include "promo/promo.h"

namespace promo {
namespace {

using store::Query;

const Query<base::ProductId(std::string)> kProduct{"promo.product_of_slug", R"sql(
    SELECT id FROM products WHERE slug = $1)sql"};
const Query<base::CategoryId(std::string)> kCategory{"promo.category_of_path", R"sql(
    SELECT id FROM categories WHERE path = $1)sql"};
const Query<base::BrandId(std::string)> kBrand{"promo.brand_of_slug", R"sql(
    SELECT id FROM brands WHERE slug = $1)sql"};

// Puts what the query found into the set.
template <class Id>
bool add(store::Tx& tx, const Query<Id(std::string)>& query, const std::string& name,
         std::vector<Id>& set) {
  const auto id = tx.one_or_none(query, name);
  if (id) set.push_back(*id);
  return id.has_value();
}

}  // namespace

base::Result<Scope, NoTarget> find_scope(store::Tx& tx, const std::vector<std::string>& names) {
  Scope scope;
  for (const auto& name : names) {
    const auto sign = name.find(':');
    const auto kind = name.substr(0, sign);
    const auto which = sign == std::string::npos ? std::string{} : name.substr(sign + 1);
    bool found = false;
    if (kind == "product")
      found = add(tx, kProduct, which, scope.products);
    else if (kind == "category")
      found = add(tx, kCategory, which, scope.categories);
    else if (kind == "brand")
      found = add(tx, kBrand, which, scope.brands);
    else if (kind == "condition" && catalog::parse_condition(which)) {
      scope.conditions.push_back(which);
      found = true;
    }
    if (!found) return NoTarget{name};
  }
  return scope;
}

}  // namespace promo
