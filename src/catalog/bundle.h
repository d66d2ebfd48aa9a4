#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/instant.h"
#include "base/result.h"
#include "catalog/condition.h"
#include "store/db.h"

// Bundles: several variants sold together at a percentage off. A bundle is a product whose part
// number is its SKU; it has no stock of its own, and the database keeps its price at the parts' sum
// less the percentage.
namespace catalog {

struct BundleComponent {
  std::string sku;
  int units = 0;
};

// A row of a bundle file.
struct BundleRow {
  std::size_t line = 0;
  std::string sku;
  std::string brand;
  std::string title;
  std::vector<std::string> category;  // names from the root
  Condition condition = Condition::New;
  int off_basis_points = 0;
  std::vector<BundleComponent> components;
};

// Which field of a record is which column. All of them are required.
class BundleColumns {
 public:
  // Throws base::Error when a column is missing, is not known, or stands twice.
  explicit BundleColumns(const std::vector<std::string>& header);
  // Reads one record into `row`. Answers "" or what is wrong with it, in plain words.
  std::string parse(const base::CsvRecord& record, BundleRow& row) const;

 private:
  std::string_view field(const base::CsvRecord& record, std::size_t column) const;
  std::vector<std::size_t> field_of_;
};

enum class BundleFate { Created, Updated, Unchanged };

// Why a bundle cannot be: a sentence for whoever wrote the file.
struct BundleRefused {
  std::string why;
};

// Makes the bundle, or changes the one of that SKU to be as the row says; a row that says what is
// there already writes nothing. Refused: a part that is not sold or is a bundle itself, a SKU that
// is a plain variant's, another brand than the bundle has. Brand and category are made as needed.
base::Result<BundleFate, BundleRefused> apply_bundle(store::Tx& tx, const BundleRow& row,
                                                     base::Instant now);

}  // namespace catalog
