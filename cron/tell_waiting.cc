#include "app/job.h"
#include "inventory/waits.h"

namespace {

constexpr int kBatch = 500;

// Every minute: word to those who wait for an offer that can be bought again, and out with
// questions that nobody answered.
void tell_waiting(app::Job& job) {
  for (int n = kBatch; n == kBatch && !job.stop_asked();) {
    n = job.db.transact("tell_waiting", [&](store::Tx& tx) {
      return inventory::tell_waiting(tx, kBatch, job.now);
    });
    job.count("told", n);
  }
  job.count("forgotten", job.db.transact("forget_waits", [&](store::Tx& tx) {
    return inventory::forget_waits(tx, job.now);
  }));
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("tell-waiting", argc, argv, tell_waiting);
}
