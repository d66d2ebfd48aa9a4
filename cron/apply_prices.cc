#include "app/job.h"
#include "pricing/pricing.h"

namespace {

// Every minute: what a schedule begins or ends becomes the public price, of which pages are made.
void apply_prices(app::Job& job) {
  job.args.done();
  const int written = job.db.transact(
      "apply_prices", [&](store::Tx& tx) { return pricing::apply_schedules(tx, job.now); });
  if (written > 0) job.count("prices", written);
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("apply-prices", argc, argv, apply_prices);
}
