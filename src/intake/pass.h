#pragma once
#include <unordered_map>

#include "base/csv.h"
#include "intake/rows.h"

namespace intake {

// The columns of a product file, by its first line. Throws base::Error when it is none.
catalog::ProductColumns columns_of(base::CsvReader& reader, base::CsvRecord& record);
// No column takes a line end, so a quote that is not closed on its line costs that line alone.
inline constexpr base::CsvLimits kProductFile{.records = base::CsvRecords::OneLineEach};

// One pass over a product file: reads a batch, writes it, reports it, and again.
class ImportPass {
 public:
  // Reads the first line. Throws base::Error when it is no header of a product file.
  ImportPass(store::Db& db, std::istream& file, const ImportOptions& options,
             const ImportWatch& watch);

  // Each batch in a transaction of its own.
  ImportCounts run();
  // All in the caller's transaction; what the database finds wrong with the data is thrown.
  ImportCounts run_within(store::Tx& tx);

 private:
  bool fill();
  std::string read_row(FileRow& row);
  std::string read_pictures(FileRow& row);
  void finish_batch(BatchAnswer&& answer);

  store::Db& db_;
  const ImportOptions& options_;
  const ImportWatch& watch_;
  base::CsvRecord record_;
  base::CsvReader reader_;
  catalog::ProductColumns columns_;
  // The SKUs so far, as hashes: the one thing that grows with the file, 16 bytes and a node a row.
  std::unordered_map<std::size_t, std::size_t> line_of_sku_;
  catalog::DecidedByProduct decided_;
  std::vector<FileRow> batch_;
  std::vector<RowReport> reports_;  // of this batch
  ImportCounts counts_;
};

}  // namespace intake
