#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/log.h"
#include "store/db.h"
#include "store/outbox.h"

// Sending what the outbox holds. Each lane is a set of kinds with one world outside behind them and
// a pace of its own, so that a Stripe that hangs never delays a mail.
namespace app {

// What became of one row.
struct Outcome {
  enum class Kind {
    Done,    // it happened; `record` is written with the mark, `why` says what did not
    Later,   // not now: tried again as the lane's rules say
    Failed,  // never will
    Alarm,   // our configuration is at fault: the row stays, the lane rests until the next run
  };
  Kind kind;
  std::string why{};  // for the log and the row; no person's data
  std::function<void(store::Tx&)> record{};
};

// When to try again.
struct RetryRules {
  std::vector<std::chrono::minutes>
      pauses;                  // after the first attempt, the second, ...; then the last
  std::chrono::hours give_up;  // counted from when the row was written
};

// How one kind of row is done; called outside any transaction.
using OutboxHandler = std::function<Outcome(const store::OutboxRow& row, base::Instant now)>;

class OutboxLane {
 public:
  OutboxLane(std::string name, RetryRules rules, const store::DbOptions& database);
  virtual ~OutboxLane() = default;
  OutboxLane(const OutboxLane&) = delete;
  OutboxLane& operator=(const OutboxLane&) = delete;

  using Clock = std::function<base::Instant()>;
  // Does all that is due, one row after the other. Answers whether the lane may go on: not after an
  // alarm, and not when `stop` says so.
  bool drain(const Clock& clock, base::Log& log, const std::function<bool()>& stop);
  // Drains until `stop` says so; between, waits for the channel `outbox`, and looks by itself at
  // least every five seconds. While the database is away it tries again every quarter of a second.
  void run(const Clock& clock, base::Log& log, const std::function<bool()>& stop);

  const std::string& name() const { return name_; }
  // What was done so far: "sent", "later", "failed", "alarms".
  const std::map<std::string, std::int64_t>& counts() const { return counts_; }

 protected:
  // The lane's own connection.
  store::Db& db() { return db_; }
  // For the maker of a lane: its table of kinds.
  void handle(const std::string& kind, OutboxHandler handler);

 private:
  Outcome act(const store::OutboxRow& row, base::Instant now) const;
  void settle(const store::OutboxRow& row, const Outcome& outcome, base::Instant now);
  void wait();
  void rest(const std::function<bool()>& stop);

  std::string name_;
  RetryRules rules_;
  store::Db db_;
  store::Db listener_;
  int listening_ = 0;  // the backend that has heard LISTEN
  std::vector<std::string> kinds_;
  std::map<std::string, OutboxHandler> handlers_;
  std::map<std::string, std::int64_t> counts_;
};

// Until when a run that begins at `now` stays: two seconds before a full minute, at which crontab
// starts the next. A run that began in between (a shop was just started) thus hands over too, and
// nothing ever waits for long.
base::Instant end_of_shift(base::Instant now);

// When the attempt after `attempts` is due; nothing when it is given up.
std::optional<base::Instant> retry_at(const RetryRules& rules, int attempts,
                                      base::Instant created_at, base::Instant now);

}  // namespace app
