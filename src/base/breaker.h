#pragma once
#include <chrono>

namespace base {

// Keeps a program from waiting again and again for a server that does not answer: after
// `failures` failures in a row it is open for `pause`, in which callers do not even try; then one
// call may try, and its outcome decides. Belongs to one thread; the caller says what time it is.
class Breaker {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Breaker(int failures, std::chrono::milliseconds pause) : limit_{failures}, pause_{pause} {}
  bool is_open(Time now) const { return failures_ >= limit_ && now < open_until_; }
  void succeeded() { failures_ = 0; }
  void failed(Time now) {
    ++failures_;
    if (failures_ >= limit_) open_until_ = now + pause_;
  }

 private:
  int limit_;
  std::chrono::milliseconds pause_;
  int failures_ = 0;
  Time open_until_{};
};

}  // namespace base
