#include "app/job.h"
#include "inventory/inventory.h"

namespace {

// Every minute: give back the units whose cart holds have ended. Readers do not count them anyway;
// this keeps the counter close to the truth, so that taking stays on its fast path. One transaction
// a stock item: its row is locked only as long as its own holds take.
void release_holds(app::Job& job) {
  const auto items = job.db.at_once(
      "release_holds", [&](store::Tx& tx) { return inventory::expired_items(tx, job.now); });
  for (const auto item : items) {
    if (job.stop_asked()) return;
    job.count("units", job.db.transact("release_holds", [&](store::Tx& tx) {
      return inventory::release_expired(tx, item, job.now);
    }));
    job.count("items");
  }
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("release-holds", argc, argv, release_holds);
}
