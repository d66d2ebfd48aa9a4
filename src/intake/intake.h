#pragma once
#include <functional>
#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/money.h"
#include "store/db.h"

// Product files: into catalog and stock, and out again. `gdsctl import products` and `gdsctl export
// products` are one face of it, the panel of the catalog's file the other (intake/sent_file.h).
// Owns sent_files; products and stock are written by their own modules' functions.
namespace intake {

enum class ImportMode {
  Keep,
  DryRun  // nothing is kept: what would happen is reported
};
// Do good rows stand without the bad ones? A dry run keeps nothing either way.
enum class BadRows { AreSkipped, StopAll };

struct ImportOptions {
  ImportMode mode = ImportMode::Keep;
  BadRows bad_rows = BadRows::AreSkipped;
  std::string pictures = {};  // folder that image_front and image_rear are in; empty: left alone
  std::string media = {};     // folder that pictures are stored in
  std::size_t batch = 1000;   // rows a transaction; one round of statements each
  base::Instant now = {};
};

enum class RowFate { Create, Update, Unchanged, Error };
const char* word_of(RowFate fate);

// What became of one row: `detail` says why not, or what changed.
struct RowReport {
  struct Repriced {
    base::Money from;
    base::Money to;
  };
  std::size_t line = 0;
  RowFate fate = RowFate::Unchanged;
  std::string sku;
  std::string detail;
  std::optional<Repriced> price{};  // of a variant that is there and costs something else
};

struct ImportCounts {
  std::size_t rows = 0;
  std::size_t created = 0;
  std::size_t updated = 0;
  std::size_t unchanged = 0;
  std::size_t errors = 0;
};
// One row more.
void count_row(ImportCounts& counts, RowFate fate);

struct ImportWatch {
  std::function<void(const RowReport&)> row;          // each row, batch by batch, in order
  std::function<void(const ImportCounts&)> progress;  // after each batch
  std::function<void(const std::string&)> notice;     // of the file as a whole
};

// Reads the file in flat memory, some rows at a time, and writes each batch in a transaction of its
// own (StopAll: all in one, so `file` must be seekable). Bad rows are reported with line and reason
// and never stop the good ones. Importing a file again changes nothing. `db` connects as gds_admin.
// Throws base::Error when the file is no product file at all.
ImportCounts import_products(store::Db& db, std::istream& file, const ImportOptions& options,
                             const ImportWatch& watch);

// What is for sale as a product file, with the counts of the main warehouse: imported again it
// changes nothing. One snapshot. Answers the number of rows. `db` connects as gds_admin.
std::size_t export_products(store::Db& db, std::ostream& out);

}  // namespace intake
