#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace net {

// Holds a blocking call to a deadline in all: time-outs of sockets count from read to read, so a
// peer that drips bytes could hold a worker for ever. When the deadline passes first, `abort` is
// called from a thread of the watchdog's own, again and again (a socket that is only being made
// cannot be shut yet) until the watchdog goes; it must shut the socket and may throw.
class Watchdog {
 public:
  Watchdog(std::chrono::steady_clock::time_point deadline, std::function<void()> abort);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;
  bool has_fired() const;

 private:
  void watch(std::chrono::steady_clock::time_point deadline);
  std::function<void()> abort_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool done_ = false;
  bool fired_ = false;
  std::thread thread_;
};

}  // namespace net
