#include "ctl/bundle_import.h"

#include "base/csv.h"
#include "base/result.h"
#include "catalog/bundle.h"

namespace ctl {
namespace {

using catalog::BundleFate;

// What would have become of a row that is not kept: refused, or a dry run.
struct NotKept {
  RowFate fate;
  std::string detail;
};

RowFate fate_of(BundleFate fate) {
  switch (fate) {
    case BundleFate::Created:
      return RowFate::Create;
    case BundleFate::Updated:
      return RowFate::Update;
    case BundleFate::Unchanged:
      return RowFate::Unchanged;
  }
  throw base::BugError{"a bundle without a fate"};
}

RowReport write(store::Db& db, const catalog::BundleRow& row, const ImportOptions& options) {
  const auto answer =
      db.transact("import_bundles", [&](store::Tx& tx) -> base::Result<RowFate, NotKept> {
        const auto applied = catalog::apply_bundle(tx, row, options.now);
        if (!applied) return NotKept{RowFate::Error, applied.why().why};
        if (options.mode == ImportMode::DryRun) return NotKept{fate_of(*applied), {}};
        return fate_of(*applied);
      });
  if (answer) return {row.line, *answer, row.sku, {}};
  return {row.line, answer.why().fate, row.sku, answer.why().detail};
}

}  // namespace

ImportCounts import_bundles(store::Db& db, std::istream& file, const ImportOptions& options,
                            const ImportWatch& watch) {
  BASE_CHECK(options.bad_rows == BadRows::AreSkipped);
  base::CsvReader reader{file, {.records = base::CsvRecords::OneLineEach}};
  base::CsvRecord record;
  if (!reader.next(record)) throw base::Error{"the file is empty"};
  if (!record.problem.empty()) throw base::Error{"the first line: " + record.problem};
  const catalog::BundleColumns columns{record.fields};
  ImportCounts counts;
  while (reader.next(record)) {
    catalog::BundleRow row;
    const auto problem = columns.parse(record, row);
    const auto report = problem.empty() ? write(db, row, options)
                                        : RowReport{row.line, RowFate::Error, row.sku, problem};
    count_row(counts, report.fate);
    if (watch.row) watch.row(report);
  }
  return counts;
}

}  // namespace ctl
