#include <exception>
#include <thread>

#include "app/job.h"
#include "app/open.h"
#include "app/outbox_handlers.h"

namespace {

// Every minute, for most of it: does what the outbox holds as soon as it is due. Each lane has a
// thread and connections of its own, so that one that waits for its world delays no other.
// --once does what is due now and leaves.
void send_outbox(app::Job& job) {
  const bool once = job.args.take_flag("--once");
  job.args.done();
  const render::Templates templates{job.config.templates.dir, render::Strictness::Report};
  const auto lanes =
      app::outbox_lanes(job.config, app::direct_db(job.config, "gds_jobs"), templates, job.log);
  const auto clock = [&job] { return job.at_present(); };
  const auto until = app::end_of_shift(job.at_present());
  const auto stop = [&job, until, once] {
    return job.stop_asked() || (!once && job.at_present() >= until);
  };

  std::vector<std::exception_ptr> thrown(lanes.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    threads.emplace_back([&, i] {
      try {
        if (once) {
          lanes[i]->drain(clock, job.log, stop);
        } else {
          lanes[i]->run(clock, job.log, stop);
        }
      } catch (...) {
        thrown[i] = std::current_exception();  // to run_job's ladder, below
      }
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& lane : lanes) {
    for (const auto& [what, n] : lane->counts()) job.count(lane->name() + "_" + what, n);
  }
  for (const auto& error : thrown) {
    if (error) std::rethrow_exception(error);
  }
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("send-outbox", argc, argv, send_outbox);
}
