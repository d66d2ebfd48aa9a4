#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/args.h"
#include "base/config.h"
#include "base/instant.h"
#include "base/log.h"
#include "store/db.h"

namespace app {

// What one run of a job works with.
class Job {
 public:
  Job(store::Db& database, base::Instant at, const base::Config& settings, base::Log& lines,
      base::Args& words)
      : db{database}, now{at}, config{settings}, log{lines}, args{words} {}

  store::Db& db;      // as gds_jobs, never through a pooler
  base::Instant now;  // when the run began, or --now
  const base::Config& config;
  base::Log& log;
  base::Args& args;  // what is left of the command line; the job takes its own options

  // Adds to a count of this run; counts stand in the run's row and its log line.
  void count(std::string_view name, std::int64_t n = 1);
  const std::map<std::string, std::int64_t, std::less<>>& counts() const { return counts_; }
  // TERM or INT came: finish the piece of work at hand and return.
  bool stop_asked() const;
  // `now` plus the time this run has taken, for jobs that stay a while.
  base::Instant at_present() const;

 private:
  std::map<std::string, std::int64_t, std::less<>> counts_;
};

using JobWork = void (*)(Job&);

// The main of every job: reads the configuration (--config FILE) and --now TIME (ISO 8601), takes
// the job's lock, records start, end, counts and outcome in job_runs, and catches what is thrown.
// Returns 0, also when another run of the job is under way (it says so on standard output); 1 when
// the job failed; 2 for a command line it does not understand. Silent when nothing was counted.
int run_job(const char* name, int argc, char** argv, JobWork work);

// The same within a program that has its configuration already. Tests call this one.
int run_job_with(const char* name, Job& job, JobWork work);

}  // namespace app
