#include "net/watchdog.h"

#include <pthread.h>

#include <csignal>
#include <exception>

namespace net {
namespace {

// The watchdog's thread starts with every signal blocked, so that TERM and HUP keep waking the
// worker itself.
std::thread quiet_thread(auto work) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  std::thread thread{std::move(work)};
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return thread;
}

}  // namespace

Watchdog::Watchdog(std::chrono::steady_clock::time_point deadline, std::function<void()> abort)
    : abort_{std::move(abort)}, thread_{quiet_thread([this, deadline] { watch(deadline); })} {}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock{mutex_};
    done_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

bool Watchdog::has_fired() const {
  const std::lock_guard lock{mutex_};
  return fired_;
}

void Watchdog::watch(std::chrono::steady_clock::time_point deadline) {
  constexpr std::chrono::milliseconds kAgain{20};
  std::unique_lock lock{mutex_};
  const auto is_done = [this] { return done_; };
  if (changed_.wait_until(lock, deadline, is_done)) return;
  fired_ = true;
  do {
    try {
      abort_();
    } catch (const std::exception&) {
      // No socket yet, or none any more: the next round tries again.
    }
  } while (!changed_.wait_for(lock, kAgain, is_done));
}

}  // namespace net
