#include "store/migrate.h"

#include <iostream>

#include "ctl/commands.h"

namespace ctl {

// gdsctl migrate: applies the migrations not yet recorded, as gds_owner.
int migrate(Call& call) {
  const auto folder = call.args.take_option("--folder").value_or("sql/migrate");
  call.args.done();
  store::Db db{{.conninfo = base::direct_dsn_as(call.config, "gds_owner"), .role = {}}};
  const auto applied = store::migrate(db, folder);
  for (const auto& name : applied) std::cout << "migrate: " << name << '\n';
  if (applied.empty()) std::cout << "migrate: nothing to do\n";
  return 0;
}

}  // namespace ctl
