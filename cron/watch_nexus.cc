// Nightly: how near each state's sales are to where it wants us to collect. Raises tasks for
// people; it registers nothing.
#include "app/job.h"
#include "tax/nexus.h"

namespace {

void watch_nexus(app::Job& job) {
  job.args.done();
  job.count("tasks", job.db.transact("watch_nexus",
                                     [&](store::Tx& tx) { return tax::watch_nexus(tx, job.now); }));
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("watch-nexus", argc, argv, watch_nexus);
}
