#include "app/job.h"
#include "payment/calls.h"
#include "payment/carding.h"
#include "payment/inbox.h"

namespace {

constexpr std::int64_t kBatch = 1000;

template <class Remove>
void sweep(app::Job& job, const char* what, int days, Remove remove) {
  const auto before = job.now - std::chrono::hours{24} * days;
  for (auto n = kBatch; n == kBatch && !job.stop_asked();) {
    n = job.db.transact("clean_calls", [&](store::Tx& tx) { return remove(tx, before, kBatch); });
    job.count(what, n);
  }
}

// Nightly: what was asked of Stripe and what it told, of long ago.
void clean_calls(app::Job& job) {
  sweep(job, "calls", job.config.stripe.call_days, payment::sweep_calls);
  sweep(job, "declines", job.config.stripe.call_days, payment::sweep_declines);
  sweep(job, "events", job.config.stripe.event_days, payment::sweep_events);
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("clean-calls", argc, argv, clean_calls);
}
