#pragma once
#include <deque>
#include <mutex>

#include "http.h"
#include "json.h"

namespace fakes {

// The calls that came in, as they came, with what was answered. Thread-safe; keeps the last 5000.
class RequestLog {
 public:
  void add(const Request& request, const Reply& reply);
  Json all() const;
  void clear();

 private:
  mutable std::mutex mutex_;
  std::deque<Json> calls_;
};

}  // namespace fakes
