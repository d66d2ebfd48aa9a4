#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "json.h"
#include "stripe_world.h"

namespace fakes {

// How one delivery differs from an honest one.
struct Tampering {
  enum class Signature { Right, Wrong, Missing };

  Signature signature = Signature::Right;
  std::int64_t timestamp_offset = 0;  // seconds added to the real time of signing
};

// What happens to the next events of some types.
struct WebhookRule {
  enum class Action { Deliver, Hold, Drop };

  std::string type = "*";  // with '*'
  int times = -1;          // -1 is for ever
  Action action = Action::Deliver;
  int copies = 1;
  std::chrono::milliseconds delay{0};
  Tampering tampering;
};

// Delivers events to the shop's endpoint from a thread of its own, in order, with retries on real
// time; signs each attempt afresh. All public functions may be called from any thread.
class Courier {
 public:
  Courier(StripeWorld& world, std::string url, std::vector<std::string> secrets);
  ~Courier();
  Courier(const Courier&) = delete;
  Courier& operator=(const Courier&) = delete;

  // The world's on_event. Called while the world is locked.
  void take(const Json& event);

  void set_secrets(std::vector<std::string> secrets);
  void add_rule(WebhookRule rule);
  // Sends what was held, oldest or newest first.
  enum class Order { OldestFirst, NewestFirst };
  std::size_t release(Order order);
  void clear();

  // Delivers one event now, whatever the rules say, so many times; all at once when together.
  enum class Pace { OneByOne, Together };
  Json deliver_now(const std::string& event_id, int times, Pace pace, Tampering tampering);

  // What was sent and what was answered, oldest first.
  Json record() const;
  // Events waiting to be sent or sent again.
  std::size_t waiting() const;

 private:
  using Moment = std::chrono::steady_clock::time_point;
  struct Parcel {
    std::string event_id;
    std::string type;
    std::string body;
    std::size_t attempt = 0;
    Tampering tampering;
  };

  void work();
  int send(const Parcel& parcel);
  void finish(Parcel parcel, int status);

  StripeWorld& world_;
  const std::string url_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::vector<std::string> secrets_;
  std::vector<WebhookRule> rules_;
  std::multimap<Moment, Parcel> queue_;
  std::vector<Parcel> held_;
  std::deque<Json> record_;
  std::thread worker_;
};

}  // namespace fakes
