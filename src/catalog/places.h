#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/ids.h"
#include "store/db.h"

// Where a product stands: its brand and its category, made when they are not there yet.
namespace catalog {

// Ids by lower-case name.
using BrandIds = std::map<std::string, base::BrandId>;
// Ids by path ("networking/switches").
using CategoryIds = std::map<std::string, base::CategoryId>;

// The path that a list of category names makes.
std::string category_path(const std::vector<std::string>& names);

// The brands of these names. A new one gets the slug of its name, with a number when another brand
// has that slug already.
BrandIds ensure_brands(store::Tx& tx, const std::vector<std::string>& names);

// The categories of these paths; one that is not there is left out. No paths cost no statement.
CategoryIds find_categories(store::Tx& tx, const std::vector<std::string>& paths);

// The categories at the end of these lists of names, with all that stand above them. A category
// that is there keeps its name.
CategoryIds ensure_categories(store::Tx& tx, const std::vector<std::vector<std::string>>& names);

}  // namespace catalog
