#include <iostream>

#include "app/faults.h"
#include "ctl/staff.h"

namespace ctl {

// gdsctl reconcile: what the job of this name looks for at night, now, a line each. It tells nobody
// else.
int reconcile(Call& call) {
  call.args.done();
  auto db = database(call);
  const auto found =
      db.snapshot("reconcile", [](store::Tx& tx) { return app::faults(tx, base::clock_now()); });
  for (const auto& fault : found) std::cout << fault << '\n';
  return found.empty() ? 0 : 1;
}

}  // namespace ctl
