#pragma once
#include <string>
#include <vector>

#include "catalog/import_row.h"
#include "catalog/slug.h"
#include "store/db.h"

// Addresses of products that an import makes. Private to catalog.
namespace catalog {

// What tells a product of these facts, in a category of this name, from another of its slug.
Distinction distinction_of(const ProductFacts& facts, const std::string& category);

// The slug that a product would like, and what sets it apart where that is taken.
struct SlugWish {
  std::string slug;
  Distinction mine;
};

// A slug for each wish, as other_slugs() has them: neither a product in the database nor an earlier
// wish has it. No wishes cost no statement.
std::vector<std::string> free_slugs(store::Tx& tx, const std::vector<SlugWish>& wishes);

}  // namespace catalog
