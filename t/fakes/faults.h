#pragma once
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "json.h"

namespace fakes {

// One thing that goes wrong, for the next calls that match.
struct Fault {
  enum class Answer { Normal, Hang, Drop, Cut, Status, Html };
  enum class Executes { No, Yes };
  // Whether the idempotency key remembers the failed answer in place of the true one.
  enum class Remembered { No, Yes };

  std::string method;  // empty matches every method
  std::string path;    // a prefix of the path below the face's base
  int skip = 0;        // so many matching calls go well first
  int times = 1;
  Answer answer = Answer::Normal;
  Executes executes = Executes::No;
  Remembered remembered = Remembered::No;
  int status = 500;
  std::string should_retry;                // the header Stripe-Should-Retry, unless empty
  std::chrono::milliseconds before{0};     // while the idempotency key is in use
  std::chrono::milliseconds hold{120000};  // how long a hang lasts
};

// Reads a fault from the control API's JSON. Nothing for an unknown word or member.
std::optional<Fault> fault_of(const Json& json);

// Thread-safe list of what shall go wrong.
class FaultPlan {
 public:
  void add(Fault fault);
  // The first fault that matches the call, used up by one.
  std::optional<Fault> take(const std::string& method, const std::string& path);
  // Calls that still will fail.
  int left() const;
  void clear();

 private:
  mutable std::mutex mutex_;
  std::vector<Fault> faults_;
};

}  // namespace fakes
