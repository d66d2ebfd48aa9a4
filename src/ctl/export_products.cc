#include <fstream>
#include <iostream>

#include "ctl/staff.h"
#include "intake/intake.h"

namespace ctl {

// gdsctl export products: to the file, or to standard output. Only a whole file ends with status 0.
int export_products(Call& call) {
  const auto path = call.args.take_word();
  call.args.done();
  std::ofstream file;
  if (path) {
    file.open(*path, std::ios::binary | std::ios::trunc);
    if (!file) throw base::UsageError{"cannot write " + *path};
  }
  call.become_owner();
  auto db = database(call, "gds_admin");
  auto& out = path ? static_cast<std::ostream&>(file) : std::cout;
  const auto rows = intake::export_products(db, out);
  out.flush();
  if (!out) throw base::Error{"cannot write " + path.value_or("to standard output")};
  if (path) std::cerr << "export products: " << rows << " rows\n";
  return 0;
}

}  // namespace ctl
