// Once a day: finds by whom the buyers of new orders came, and credits whoever brought somebody
// whose order can no longer be returned.
#include "app/job.h"
#include "app/referrals.h"

namespace {

// More than any day brings; the rest comes tomorrow.
constexpr std::int64_t kMost = 10'000;

void attribute(app::Job& job, const referral::Terms& terms) {
  const auto placed = job.db.at_once(
      "placed_orders", [&](store::Tx& tx) { return order::not_looked_at(tx, kMost); });
  for (const auto& one : placed) {
    if (job.stop_asked()) return;
    const auto found = job.db.transact("attribute_order", [&](store::Tx& tx) {
      return app::look_at_order(tx, one, terms, job.now);
    });
    switch (found) {
      case referral::Attributed::Pending:
        job.count("attributed");
        break;
      case referral::Attributed::Refused:
        job.count("attributions refused");
        break;
      case referral::Attributed::Nobody:
      case referral::Attributed::Before:
        break;
    }
  }
}

void pay(app::Job& job) {
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

void pay_referrals(app::Job& job) {
  if (const auto terms = referral::terms(job.config)) attribute(job, *terms);
  pay(job);
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("pay-referrals", argc, argv, pay_referrals);
}
