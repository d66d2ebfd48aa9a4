#include "intake/intake.h"

#include "intake/pass.h"
#include "intake/strict.h"

namespace intake {

const char* word_of(RowFate fate) {
  switch (fate) {
    case RowFate::Create:
      return "create";
    case RowFate::Update:
      return "update";
    case RowFate::Unchanged:
      return "unchanged";
    case RowFate::Error:
      return "error";
  }
  throw base::BugError{"a row without a fate"};
}

void count_row(ImportCounts& counts, RowFate fate) {
  ++counts.rows;
  switch (fate) {
    case RowFate::Create:
      ++counts.created;
      break;
    case RowFate::Update:
      ++counts.updated;
      break;
    case RowFate::Unchanged:
      ++counts.unchanged;
      break;
    case RowFate::Error:
      ++counts.errors;
  }
}

ImportCounts import_products(store::Db& db, std::istream& file, const ImportOptions& options,
                             const ImportWatch& watch) {
  // A dry run keeps nothing anyway: its counts tell what a strict run would do.
  if (options.bad_rows == BadRows::StopAll && options.mode == ImportMode::Keep)
    return import_strictly(db, file, options, watch);
  return ImportPass{db, file, options, watch}.run();
}

}  // namespace intake
