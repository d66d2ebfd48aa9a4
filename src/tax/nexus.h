#pragma once
#include <string>
#include <vector>

#include "base/columns.h"
#include "tax/tax.h"

// How near the sales of each state are to the sum from which it wants us to collect. Watching
// raises tasks for people; it registers nothing and switches nothing on.
namespace tax {

struct Standing {
  std::string state;
  Money amount;  // in the threshold's period, on its base
  std::int64_t transactions;
  Money threshold;
  std::optional<int> threshold_transactions;
  int percent;
  bool registered;  // a nexus row is in force
  static constexpr auto columns() {
    return base::Columns<&Standing::state, &Standing::amount, &Standing::transactions,
                         &Standing::threshold, &Standing::threshold_transactions,
                         &Standing::percent, &Standing::registered>{};
  }
};
// Every state with a threshold, the nearest first.
std::vector<Standing> standings(store::Tx& tx, Instant now);

// Raises a task for each step of 70, 90 and 100 % that a state without registration has reached and
// that this period has no task for. Answers how many.
std::int64_t watch_nexus(store::Tx& tx, Instant now);

struct NexusTask {
  std::string state;
  int percent;
  Money amount;
  std::int64_t transactions;
  Instant raised_at;
  static constexpr auto columns() {
    return base::Columns<&NexusTask::state, &NexusTask::percent, &NexusTask::amount,
                         &NexusTask::transactions, &NexusTask::raised_at>{};
  }
};
std::vector<NexusTask> open_tasks(store::Tx& tx);
// Marks a state's open tasks as seen to; answers how many.
std::int64_t close_tasks(store::Tx& tx, const std::string& state, const std::string& actor,
                         Instant now);

}  // namespace tax
