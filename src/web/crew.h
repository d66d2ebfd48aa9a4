#pragma once
#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <vector>

#include "base/log.h"
#include "web/scoreboard.h"
#include "web/worker.h"

// Private to web: the workers of one pool.
namespace web {

class Crew {
 public:
  // `run` is the life of a worker; what it returns is its exit status.
  Crew(int size, std::string_view pool, PoolCounters& counters, base::Log& log,
       std::function<int(Slot&)> run);

  // Forks every worker that is missing and not pausing after an early death.
  void fill(std::int64_t now);
  // Until when nothing but a signal can make fill() or judge() do something.
  std::int64_t next_turn(std::int64_t now) const;
  // A child ended. False when it was none of this crew.
  bool bury(pid_t pid, int status, std::int64_t now);
  // Kills whoever has been answering for longer than `limit` microseconds.
  void judge(std::int64_t now, std::int64_t limit);
  std::vector<pid_t> alive() const;

 private:
  struct Place {
    pid_t pid = 0;
    std::int64_t born = 0;
    std::int64_t not_before = 0;
    std::int64_t pause = 0;
    bool killed = false;
  };
  void fork_into(std::size_t index, std::int64_t now);

  std::vector<Place> places_;
  Slot* slots_;  // shared with the workers
  std::string_view pool_;
  PoolCounters& counters_;
  base::Log& log_;
  std::function<int(Slot&)> run_;
};

}  // namespace web
