#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/columns.h"
#include "base/ids.h"
#include "base/instant.h"
#include "catalog/import_row.h"
#include "store/db.h"

// Rows of a product file into the catalog, some hundreds at a time, with a constant number of
// statements a batch. A product is brand + MPN (case-blind), a variant is a SKU (case-blind).
//
// What is true of the device comes from the first row of a file that tells it; later rows of the
// same product only add what is not known yet, and an empty field never takes anything away. So
// importing a file again changes nothing, even where its rows differ from one another.
namespace catalog {

// A picture that is in the media folder already.
struct StoredPicture {
  std::string file;  // below the media folder
  int width = 0;
  int height = 0;
};

struct RowPictures {
  std::optional<StoredPicture> front;
  std::optional<StoredPicture> rear;
};

// A variant that has a row's SKU.
struct KnownVariant {
  std::int64_t n = 0;  // the row, counted from 1
  base::VariantId id{0};
  base::ProductId product{0};
  std::string brand;
  std::string mpn;
  bool bundle = false;
  std::string sku;
  Condition condition = Condition::New;
  base::Money price;
  base::Instant updated_at;
  static constexpr auto columns() {
    return base::Columns<&KnownVariant::n, &KnownVariant::id, &KnownVariant::product,
                         &KnownVariant::brand, &KnownVariant::mpn, &KnownVariant::bundle,
                         &KnownVariant::sku, &KnownVariant::condition, &KnownVariant::price,
                         &KnownVariant::updated_at>{};
  }
};

// For each SKU the variant that has it, if any.
std::vector<std::optional<KnownVariant>> find_variants(store::Tx& tx,
                                                       const std::vector<std::string>& skus);

// "" or why the row may not be applied: its SKU is another product's, or a bundle's.
std::string ownership_problem(const ProductRow& row, const std::optional<KnownVariant>& known);

// Which facts of one product earlier rows of the file have decided.
struct DecidedFacts {
  bool mpn = false;
  bool title = false;
  bool category = false;
  bool u_height = false;
  bool weight = false;
  bool full_depth = false;
  bool airflow = false;
  bool ports = false;
  bool poe_ports = false;
  bool power_supplies = false;
  bool max_draw = false;
  bool front = false;
  bool rear = false;
};
// Kept over a file's batches.
using DecidedByProduct = std::unordered_map<base::ProductId, DecidedFacts>;

// A row with what belongs to it; what it points to outlives the call.
struct RowToApply {
  const ProductRow* row = nullptr;
  const RowPictures* pictures = nullptr;
  const KnownVariant* known = nullptr;  // null: its SKU is new
};

struct AppliedRow {
  base::VariantId variant{0};
  bool created = false;
  std::vector<const char*> changed;  // names of columns; empty and not created: unchanged
  std::string problem;               // why nothing of the row was written; empty: it was
};

struct AppliedBatch {
  std::vector<AppliedRow> rows;  // as given
  DecidedByProduct decided;      // to be added to the file's once the transaction is committed
};

// Writes the rows, which have no ownership problem and no SKU twice. A row whose brand and part
// number are a bundle's is answered with a problem, and nothing of it is written. Brands and
// categories are made as needed. Throws DbError 40001 when another writer changed a row between
// reading and writing: the caller's transaction starts over.
AppliedBatch apply_rows(store::Tx& tx, const std::vector<RowToApply>& rows,
                        const DecidedByProduct& decided, base::Instant now);

}  // namespace catalog
