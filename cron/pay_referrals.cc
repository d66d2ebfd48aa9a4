// Once a day: credit for whoever brought somebody whose order can no longer be returned.
#include "app/job.h"
#include "app/referrals.h"

namespace {

// More than any day brings; the rest comes tomorrow.
constexpr std::int64_t kMost = 10'000;

void pay_referrals(app::Job& job) {
  const auto due = job.db.at_once("pay_referrals",
                                  [&](store::Tx& tx) { return referral::due(tx, job.now, kMost); });
  for (const auto& one : due) {
    if (job.stop_asked()) return;
    const auto settled = job.db.transact(
        "pay_referrals", [&](store::Tx& tx) { return app::settle_referral(tx, one, job.now); });
    switch (settled) {
      case app::Settled::Paid:
        job.count("paid");
        break;
      case app::Settled::Refused:
        job.count("refused");
        break;
      case app::Settled::Waiting:
        job.count("waiting");
        break;
      case app::Settled::Before:
        break;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("pay-referrals", argc, argv, pay_referrals);
}
