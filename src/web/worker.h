#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/config.h"
#include "base/log.h"
#include "web/request.h"
#include "web/response.h"
#include "web/scoreboard.h"

namespace web {

// An answered request, what the log may say of its path, and by which number of whom.
struct Answered {
  Response response;
  std::string_view route;
  std::string who{};
};
using Answer = std::function<Answered(Request&)>;

// What a worker shows its parent: since when it has been answering, and what.
struct Slot {
  std::atomic<std::int64_t> busy_since{0};  // microseconds of the steady clock; 0: idle
  std::array<std::atomic<std::uint64_t>, 2> request_id{};

  void set_request_id(std::string_view id);
  std::string read_request_id() const;
};

struct WorkerSetup {
  int listening;  // a non-blocking socket, shared with the other workers
  std::string_view pool;
  const std::vector<base::Network>& trusted;  // proxies
  Slot& slot;
  PoolCounters& counters;
  base::Log& log;
};

// Answers requests one after the other until SIGTERM, then finishes the one at hand and returns.
// To be called once, in a process of its own.
void work(const WorkerSetup& setup, const Answer& answer);

std::int64_t steady_microseconds();

}  // namespace web
