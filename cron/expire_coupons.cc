#include "app/job.h"
#include "promo/promo.h"

namespace {

constexpr int kBatch = 1000;

// Every night: promotions whose time is over leave the list of what is looked at for every cart,
// and codes that nobody used go 90 days after their end. What is over applies to nothing without
// this job too: dates are compared at use.
void expire_coupons(app::Job& job) {
  job.count("promotions", job.db.transact("expire_coupons", [&](store::Tx& tx) {
    return promo::archive_ended(tx, job.now);
  }));
  for (std::int64_t n = kBatch; n == kBatch && !job.stop_asked();) {
    n = job.db.transact("expire_coupons",
                        [&](store::Tx& tx) { return promo::forget_codes(tx, job.now, kBatch); });
    job.count("codes", n);
  }
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("expire-coupons", argc, argv, expire_coupons);
}
