#include "store/migrate.h"

#include <filesystem>
#include <iostream>

#include "ctl/commands.h"

namespace ctl {

namespace {

// An installed program has its migrations below its own prefix; one of the source tree is run from
// the tree.
std::string standard_folder() {
  const auto program = std::filesystem::read_symlink("/proc/self/exe");
  const auto installed = program.parent_path().parent_path() / "share/gigdataserv/sql/migrate";
  return std::filesystem::is_directory(installed) ? installed.string() : "sql/migrate";
}

}  // namespace

// gdsctl migrate: applies the migrations not yet recorded, as gds_owner.
int migrate(Call& call) {
  const auto folder = call.args.take_option("--folder");
  call.args.done();
  store::Db db{{.conninfo = base::direct_dsn_as(call.config, "gds_owner"), .role = {}}};
  const auto applied = store::migrate(db, folder ? *folder : standard_folder());
  for (const auto& name : applied) std::cout << "migrate: " << name << '\n';
  if (applied.empty()) std::cout << "migrate: nothing to do\n";
  return 0;
}

}  // namespace ctl
