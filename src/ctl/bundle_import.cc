#include "ctl/bundle_import.h"

#include "base/csv.h"
#include "base/result.h"
#include "catalog/bundle.h"

namespace ctl {
namespace {

using catalog::BundleFate;

// What would have become of a row that is not kept: refused, or a dry run.
struct NotKept {
  intake::RowFate fate;
  std::string detail;
};

intake::RowFate fate_of(BundleFate fate) {
  switch (fate) {
    case BundleFate::Created:
      return intake::RowFate::Create;
    case BundleFate::Updated:
      return intake::RowFate::Update;
    case BundleFate::Unchanged:
      return intake::RowFate::Unchanged;
  }
  throw base::BugError{"a bundle without a fate"};
}

intake::RowReport write(store::Db& db, const catalog::BundleRow& row,
                        const intake::ImportOptions& options) {
  const auto answer =
      db.transact("import_bundles", [&](store::Tx& tx) -> base::Result<intake::RowFate, NotKept> {
        const auto applied = catalog::apply_bundle(tx, row, options.now);
        if (!applied) return NotKept{intake::RowFate::Error, applied.why().why};
        if (options.mode == intake::ImportMode::DryRun) return NotKept{fate_of(*applied), {}};
        return fate_of(*applied);
      });
  if (answer) return {row.line, *answer, row.sku, {}};
  return {row.line, answer.why().fate, row.sku, answer.why().detail};
}

}  // namespace

intake::ImportCounts import_bundles(store::Db& db, std::istream& file,
                                    const intake::ImportOptions& options,
                                    const intake::ImportWatch& watch) {
  BASE_CHECK(options.bad_rows == intake::BadRows::AreSkipped);
  base::CsvReader reader{file, {.records = base::CsvRecords::OneLineEach}};
  base::CsvRecord record;
  if (!reader.next(record)) throw base::Error{"the file is empty"};
  if (!record.problem.empty()) throw base::Error{"the first line: " + record.problem};
  const catalog::BundleColumns columns{record.fields};
  intake::ImportCounts counts;
  while (reader.next(record)) {
    catalog::BundleRow row;
    const auto problem = columns.parse(record, row);
    const auto report = problem.empty()
                            ? write(db, row, options)
                            : intake::RowReport{row.line, intake::RowFate::Error, row.sku, problem};
    intake::count_row(counts, report.fate);
    if (watch.row) watch.row(report);
  }
  return counts;
}

}  // namespace ctl
