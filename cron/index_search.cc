#include "app/job.h"
#include "app/open.h"
#include "app/outbox_lane.h"
#include "catalog/search_index.h"
#include "store/listener.h"

namespace {

// A batch is one transaction, short enough that nobody waits for it.
constexpr std::int64_t kBatch = 500;
// How often it looks by itself, and how soon it sees that it is asked to stop.
constexpr std::chrono::milliseconds kLookAnyway{3'000};
constexpr std::chrono::milliseconds kNap{200};

void index_all(app::Job& job) {
  for (auto n = kBatch; n == kBatch && !job.stop_asked();) {
    n = catalog::index_changed(job.db, kBatch);
    if (n > 0) job.count("changes", n);
  }
}

void rest(app::Job& job, store::Listener& listener) {
  const auto until = job.at_present() + kLookAnyway;
  while (!job.stop_asked() && job.at_present() < until && !listener.heard(kNap)) {
  }
}

// Every minute, for most of it: what changed is found a moment later. --once does what there is and
// leaves.
void index_search(app::Job& job) {
  const bool once = job.args.take_flag("--once");
  job.args.done();
  const auto until = app::end_of_shift(job.at_present());
  store::Listener listener{app::direct_db(job.config, "gds_jobs"), "page_changes"};
  index_all(job);
  while (!once && !job.stop_asked() && job.at_present() < until) {
    rest(job, listener);
    index_all(job);
  }
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("index-search", argc, argv, index_search);
}
