// Every night: proves what must always hold, and tells staff where it does not.
#include "app/faults.h"
#include "app/job.h"

namespace {

void reconcile(app::Job& job) {
  const auto found =
      job.db.snapshot("faults", [&](store::Tx& tx) { return app::faults(tx, job.now); });
  if (found.empty()) return;
  job.db.transact("report_faults",
                  [&](store::Tx& tx) { return app::report_faults(tx, found, job.now); });
  job.count("faults", static_cast<std::int64_t>(found.size()));
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("reconcile", argc, argv, reconcile);
}
