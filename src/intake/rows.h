#pragma once
#include <span>
#include <vector>

#include "catalog/import_batch.h"
#include "intake/intake.h"

// The rows of one batch into catalog and stock, in the caller's transaction. Private to the import.
namespace intake {

// A row of the file that could be read, with its pictures.
struct FileRow {
  catalog::ProductRow row;
  catalog::RowPictures pictures;
};

// What came of one batch's transaction. Nothing of it counts before the commit.
struct BatchAnswer {
  std::vector<RowReport> reports;  // one a row, in order
  catalog::DecidedByProduct decided;
};

// Refuses what the database knows better (a SKU of another product or a bundle, a count below what
// is allocated) and writes the other rows: goods, then counts. Locks the stock rows whose count
// changes, by ascending id.
BatchAnswer write_rows(store::Tx& tx, std::span<const FileRow> rows,
                       const catalog::DecidedByProduct& decided, base::Instant now);

}  // namespace intake
