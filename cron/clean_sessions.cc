#include "app/job.h"
#include "cart/lists.h"
#include "identity/identity.h"
#include "mailing/newsletter.h"
#include "tax/certificate.h"

namespace {

constexpr std::int64_t kBatch = 1000;
// So long who was refused a certificate may ask why, and staff can look at the paper again.
constexpr std::chrono::days kPapersKept{90};

// Every hour: sessions that ended, links that nobody opened and tries to sign in of long ago, all
// of it refused at use without this job too; papers of certificates that were not accepted; saved
// lists of browsers that came back no more; and who was asked about the newsletter and never
// answered.
void clean_sessions(app::Job& job) {
  for (auto n = kBatch; n == kBatch && !job.stop_asked();) {
    n = job.db.transact("clean_sessions",
                        [&](store::Tx& tx) { return identity::clean(tx, job.now, kBatch); });
    job.count("rows", n);
  }
  for (auto n = kBatch; n == kBatch && !job.stop_asked();) {
    n = job.db.transact("clean_papers", [&](store::Tx& tx) {
      return tax::sweep_papers(tx, job.now - kPapersKept, kBatch);
    });
    if (n > 0) job.count("papers", n);
  }
  const auto lists = job.db.transact(
      "forget_lists", [&](store::Tx& tx) { return cart::forget_lists(tx, job.now); });
  if (lists > 0) job.count("lists", lists);
  const auto asked = job.db.transact("forget_subscribers", [&](store::Tx& tx) {
    return mailing::forget_subscribers(tx, job.now);
  });
  if (asked > 0) job.count("subscribers", asked);
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("clean-sessions", argc, argv, clean_sessions);
}
