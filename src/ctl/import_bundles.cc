#include <fstream>
#include <iostream>

#include "ctl/bundle_import.h"
#include "ctl/relation_import.h"
#include "ctl/staff.h"
#include "store/job_lock.h"

namespace ctl {

namespace {

using Import = intake::ImportCounts (*)(store::Db&, std::istream&, const intake::ImportOptions&,
                                        const intake::ImportWatch&);

// The file into the catalog, as gds_admin. Bad rows go to standard error; the exit status is 1 when
// there were any.
int import_file(Call& call, const std::string& what, Import import) {
  intake::ImportOptions options;
  if (call.args.take_flag("--dry-run")) options.mode = intake::ImportMode::DryRun;
  options.now = base::clock_now();
  const auto path = call.args.take_word();
  call.args.done();
  if (!path) throw base::UsageError{what + " needs a file"};
  std::ifstream file{*path, std::ios::binary};
  if (!file) throw base::UsageError{"cannot read " + *path};
  call.become_owner();

  auto db = database(call, "gds_admin");
  const auto lock = store::JobLock::take(db, "import");
  if (!lock) throw base::Error{"another import is running"};
  intake::ImportWatch watch;
  watch.row = [&](const intake::RowReport& report) {
    if (report.fate == intake::RowFate::Error)
      std::cerr << *path << ':' << report.line << ": " << report.detail << '\n';
    else if (options.mode == intake::ImportMode::DryRun)
      std::cout << "line " << report.line << ": " << intake::word_of(report.fate) << ' '
                << report.sku << '\n';
  };
  const auto counts = import(db, file, options, watch);
  std::cout << what << ": " << counts.rows << " rows: " << counts.created << " create, "
            << counts.updated << " update, " << counts.unchanged << " unchanged, " << counts.errors
            << " error\n";
  if (options.mode == intake::ImportMode::DryRun) std::cout << "dry run: nothing was kept\n";
  return counts.errors == 0 ? 0 : 1;
}

}  // namespace

// gdsctl import bundles
int import_bundles(Call& call) {
  return import_file(call, "import bundles", import_bundles);
}

// gdsctl import relations
int import_relations(Call& call) {
  return import_file(call, "import relations", import_relations);
}

}  // namespace ctl
