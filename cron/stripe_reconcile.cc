// Every minute: repairs what the network lost between Stripe and us.
#include "app/job.h"
#include "app/stripe.h"
#include "payment/reconcile.h"

namespace {

void stripe_reconcile(app::Job& job) {
  if (job.config.stripe.secret_key.empty()) return;  // off, as every feature without its key
  const auto terms = payment::terms(job.config);
  auto stripe = app::stripe_client(job.config, stripe::kJob, job.log);
  stripe.keep_exchanges(app::call_keeper(job.db, job.log));
  const auto done =
      payment::reconcile({.db = job.db, .stripe = stripe, .terms = terms, .log = job.log}, job.now,
                         [&job] { return job.stop_asked(); });
  job.count("events", done.events);
  job.count("processed", done.processed);
  job.count("asked", done.asked);
  job.count("recovered", done.recovered);
  job.count("settled", done.settled);
  job.count("sessions", done.sessions);
  job.count("differences", done.differences);
  job.count("failed", done.failed);
  if (done.error) std::rethrow_exception(done.error);
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("stripe-reconcile", argc, argv, stripe_reconcile);
}
