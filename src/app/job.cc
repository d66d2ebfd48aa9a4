#include "app/job.h"

#include <chrono>
#include <csignal>
#include <iostream>

#include "app/open.h"
#include "base/ids.h"
#include "base/json_writer.h"
#include "store/job_lock.h"

namespace app {
namespace {

using base::JobRunId;

// A run that was killed never wrote its end. Whoever holds the lock knows that it is over.
const store::Query<void(std::string, base::Instant)> kCloseLost{"job.close_lost", R"sql(
    UPDATE job_runs SET ended_at = $2, outcome = 'failed', error = 'the run was cut off'
     WHERE job = $1 AND outcome = 'running')sql"};

const store::Query<JobRunId(std::string, base::Instant)> kStart{"job.start", R"sql(
    INSERT INTO job_runs (job, started_at) VALUES ($1, $2) RETURNING id)sql"};

const store::Query<void(JobRunId, base::Instant, std::string, store::JsonText, std::string)> kEnd{
    "job.end", R"sql(
    UPDATE job_runs SET ended_at = $2, outcome = $3, counts = $4, error = $5 WHERE id = $1)sql"};

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): signal handlers see no other
volatile std::sig_atomic_t stop_signal = 0;
void ask_to_stop(int) {
  stop_signal = 1;
}

void listen_for_stop() {
  struct sigaction action {};
  action.sa_handler = ask_to_stop;
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

// A moment of the steady clock when the program began: at_present() counts from it.
const auto kProgramBegan = std::chrono::steady_clock::now();

JobRunId record_start(store::Db& db, const std::string& name, base::Instant now) {
  return db.transact("job_start", [&](store::Tx& tx) {
    tx.exec(kCloseLost, name, now);
    return tx.one(kStart, name, now);
  });
}

std::string counts_json(const Job& job) {
  base::JsonWriter json;
  json.begin_object();
  for (const auto& [name, n] : job.counts()) json.field(name, n);
  return json.end_object().take();
}

void record_end(store::Db& db, JobRunId run, const Job& job, const std::string& error) {
  const auto counts = counts_json(job);
  db.at_once("job_end", [&](store::Tx& tx) {
    return tx.exec(kEnd, run, job.at_present(), std::string{error.empty() ? "done" : "failed"},
                   store::JsonText{counts}, error);
  });
}

// The third of the ladders: what a job throws ends here, as one line and one row.
std::string run_caught(Job& job, JobWork work) {
  try {
    work(job);
    return {};
  } catch (const base::UsageError&) {
    throw;
  } catch (const std::exception& e) {
    return e.what();
  }
}

void say(const char* name, const Job& job, const std::string& error) {
  if (error.empty() && job.counts().empty()) return;
  base::LogLine line{"job"};
  line.add("job", name).add("outcome", error.empty() ? "done" : "failed");
  for (const auto& [count, n] : job.counts()) line.add(count, n);
  if (!error.empty()) line.add("error", error);
  job.log.write(line);
}

}  // namespace

void Job::count(std::string_view name, std::int64_t n) {
  if (n == 0) return;
  const auto found = counts_.find(name);
  if (found == counts_.end())
    counts_.emplace(name, n);
  else
    found->second += n;
}

bool Job::stop_asked() const {
  return stop_signal != 0;
}

base::Instant Job::at_present() const {
  return now + std::chrono::duration_cast<std::chrono::microseconds>(
                   std::chrono::steady_clock::now() - kProgramBegan);
}

int run_job_with(const char* name, Job& job, JobWork work) {
  const auto lock = store::JobLock::take(job.db, name);
  if (!lock) {
    std::cout << name << ": another run is under way\n";
    return 0;
  }
  const auto run = record_start(job.db, name, job.now);
  auto error = run_caught(job, work);
  record_end(job.db, run, job, error);
  say(name, job, error);
  return error.empty() ? 0 : 1;
}

int run_job(const char* name, int argc, char** argv, JobWork work) {
  try {
    base::Args args{argc, argv};
    const auto config = base::load_config(args);
    auto now = base::clock_now();
    if (const auto wanted = args.take_option("--now")) {
      const auto parsed = base::parse_iso8601(*wanted);
      if (!parsed) throw base::UsageError{"--now wants a time such as 2026-11-22T18:00:00Z"};
      now = *parsed;
    }
    become_owner(config);
    leave_no_core();
    base::Log log{config.log.file};
    listen_for_stop();
    store::Db db{direct_db(config, "gds_jobs")};
    Job job{db, now, config, log, args};
    return run_job_with(name, job, work);
  } catch (const base::UsageError& e) {
    std::cerr << name << ": " << e.what() << '\n';
    return 2;
  } catch (const std::exception& e) {
    std::cerr << name << ": " << e.what() << '\n';
    return 1;
  }
}

}  // namespace app
