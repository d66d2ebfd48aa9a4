#include "app/alarms.h"
#include "app/job.h"
#include "base/error.h"
#include "base/text.h"

namespace {

int limit(app::Job& job, const char* option, int standard) {
  const auto typed = job.args.take_option(option);
  if (!typed) return standard;
  const auto count = base::parse_integer<int>(*typed);
  if (!count || *count < 1) throw base::UsageError{std::string{option} + " wants a number from 1"};
  return *count;
}

// Every ten minutes: tells staff when passwords, links or cards are tried in numbers.
void raise_alarms(app::Job& job) {
  const app::AlarmLimits standard;
  const app::AlarmLimits limits{limit(job, "--wrong", standard.wrong),
                                limit(job, "--links", standard.links),
                                limit(job, "--declined", standard.declined)};
  const auto found =
      job.db.snapshot("alarms", [&](store::Tx& tx) { return app::alarms(tx, limits, job.now); });
  if (found.empty()) return;
  const auto told = job.db.transact(
      "raise_alarm", [&](store::Tx& tx) { return app::raise_alarm(tx, found, job.now); });
  if (told) job.count("alarms", static_cast<std::int64_t>(found.size()));
}

}  // namespace

int main(int argc, char** argv) {
  return app::run_job("raise-alarms", argc, argv, raise_alarms);
}
