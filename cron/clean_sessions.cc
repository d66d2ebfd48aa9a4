#include "app/job.h"
#include "identity/identity.h"

namespace {

constexpr std::int64_t kBatch = 1000;

// Every hour: sessions that ended, links that nobody opened and tries to sign in of long ago. All
// of it is refused at use without this job too.
void clean_sessions(app::Job& job) {
  for (auto n = kBatch; n == kBatch && !job.stop_asked();) {
    n = job.db.transact("clean_sessions",
                        [&](store::Tx& tx) { return identity::clean(tx, job.now, kBatch); });
    job.count("rows", n);
  }
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("clean-sessions", argc, argv, clean_sessions);
}
