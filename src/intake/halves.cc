#include "intake/halves.h"

#include "base/result.h"

namespace intake {
namespace {

// Why a dry run is rolled back: the answer counts, what it wrote does not.
struct OnlyTried {
  BatchAnswer answer;
};

BatchAnswer write_at_once(store::Db& db, std::span<const FileRow> rows,
                          const catalog::DecidedByProduct& decided, const ImportOptions& options) {
  auto answer =
      db.transact("import_products", [&](store::Tx& tx) -> base::Result<BatchAnswer, OnlyTried> {
        auto written = write_rows(tx, rows, decided, options.now);
        if (options.mode == ImportMode::DryRun) return OnlyTried{std::move(written)};
        return written;
      });
  return answer ? *std::move(answer) : answer.why().answer;
}

void add(catalog::DecidedByProduct& all, const catalog::DecidedByProduct& more) {
  for (const auto& [product, facts] : more) all[product] = facts;
}

}  // namespace

// SQLSTATE classes 22 (a value) and 23 (a constraint).
bool is_of_the_data(const store::DbError& error) {
  return error.sqlstate().starts_with("22") || error.sqlstate().starts_with("23");
}

BatchAnswer write_in_halves(store::Db& db, std::span<const FileRow> rows,
                            const catalog::DecidedByProduct& decided,
                            const ImportOptions& options) {
  try {
    return write_at_once(db, rows, decided, options);
  } catch (const store::DbError& error) {
    if (!is_of_the_data(error)) throw;
    if (rows.size() == 1)
      return {{{rows[0].row.line, RowFate::Error, rows[0].row.sku, error.what()}}, {}};
  }
  const auto half = rows.size() / 2;
  auto answer = write_in_halves(db, rows.first(half), decided, options);
  auto known = decided;
  add(known, answer.decided);
  auto rest = write_in_halves(db, rows.subspan(half), known, options);
  for (auto& report : rest.reports) answer.reports.push_back(std::move(report));
  add(answer.decided, rest.decided);
  return answer;
}

}  // namespace intake
