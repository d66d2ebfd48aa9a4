#include "intake/strict.h"

#include "base/result.h"
#include "intake/pass.h"

namespace intake {

ImportCounts import_strictly(store::Db& db, std::istream& file, const ImportOptions& options,
                             const ImportWatch& watch) {
  auto trial = options;
  trial.mode = ImportMode::DryRun;
  const auto counts = ImportPass{db, file, trial, watch}.run();
  if (counts.errors > 0) return counts;
  // Good a moment ago: a row that is bad now ends all of it.
  ImportWatch quiet;
  quiet.row = [](const RowReport& report) {
    if (report.fate == RowFate::Error)
      throw base::Error{"line " + std::to_string(report.line) + ": " + report.detail};
  };
  db.transact("import_products", [&](store::Tx& tx) {
    file.clear();
    file.seekg(0);
    ImportPass{db, file, options, quiet}.run_within(tx);
    return base::Done{};
  });
  return counts;
}

}  // namespace intake
