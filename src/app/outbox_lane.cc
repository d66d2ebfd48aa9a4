#include "app/outbox_lane.h"

#include <poll.h>

#include <algorithm>

#include "base/error.h"

namespace app {
namespace {

// Longer than any one row may take (a mail: connect, four replies and the final dot), so that a
// second sender never takes a row that is being sent.
constexpr std::chrono::minutes kLease{6};
constexpr std::chrono::seconds kLookAnyway{5};
constexpr int kWaitMilliseconds = 250;  // how soon a stop is noticed
constexpr std::chrono::minutes kAfterAlarm{1};

}  // namespace

std::optional<base::Instant> retry_at(const RetryRules& rules, int attempts,
                                      base::Instant created_at, base::Instant now) {
  BASE_CHECK(!rules.pauses.empty() && attempts > 0);
  const auto n = std::min(static_cast<std::size_t>(attempts), rules.pauses.size());
  const auto due = now + rules.pauses[n - 1];
  if (due > created_at + rules.give_up) return std::nullopt;
  return due;
}

base::Instant end_of_shift(base::Instant now) {
  using std::chrono::minutes;
  using std::chrono::seconds;
  const auto end = std::chrono::floor<minutes>(now) + minutes{1} - seconds{2};
  // The run at the coming minute would still find the lock taken, and leave.
  return end - now < seconds{3} ? end + minutes{1} : end;
}

OutboxLane::OutboxLane(std::string name, RetryRules rules, const store::DbOptions& database)
    : name_{std::move(name)}, rules_{std::move(rules)}, db_{database}, listener_{database} {}

void OutboxLane::handle(const std::string& kind, OutboxHandler handler) {
  kinds_.push_back(kind);
  handlers_.emplace(kind, std::move(handler));
}

// One row's ladder: what a handler throws is that row's trouble alone, and the next one is due.
Outcome OutboxLane::act(const store::OutboxRow& row, base::Instant now) const {
  try {
    return handlers_.at(row.kind)(row, now);
  } catch (const store::DbError&) {
    throw;  // without the database nothing here can go on
  } catch (const std::exception& e) {
    return {Outcome::Kind::Later, e.what()};
  }
}

void OutboxLane::settle(const store::OutboxRow& row, const Outcome& outcome, base::Instant now) {
  const auto later = retry_at(rules_, row.attempts, row.created_at, now);
  db_.transact("outbox_settle", [&](store::Tx& tx) {
    switch (outcome.kind) {
      case Outcome::Kind::Done:
        if (outcome.record) outcome.record(tx);
        store::mark_sent(tx, row.id, now);
        break;
      case Outcome::Kind::Later:
        if (later) {
          store::mark_later(tx, row.id, *later, outcome.why);
        } else {
          store::mark_failed(tx, row.id, "given up: " + outcome.why, now);
        }
        break;
      case Outcome::Kind::Failed:
        store::mark_failed(tx, row.id, outcome.why, now);
        break;
      case Outcome::Kind::Alarm:
        store::mark_later(tx, row.id, now + kAfterAlarm, outcome.why);
        break;
    }
    return base::Done{};
  });
  switch (outcome.kind) {
    case Outcome::Kind::Done:
      ++counts_["sent"];
      break;
    case Outcome::Kind::Later:
      ++counts_[later ? "later" : "failed"];
      break;
    case Outcome::Kind::Failed:
      ++counts_["failed"];
      break;
    case Outcome::Kind::Alarm:
      ++counts_["alarms"];
      break;
  }
}

bool OutboxLane::drain(const Clock& clock, base::Log& log, const std::function<bool()>& stop) {
  while (!stop()) {
    const auto now = clock();
    // One row at a time: the order of things is kept, and a lease is never longer than its row.
    const auto rows = db_.at_once("outbox_lease", [&](store::Tx& tx) {
      return store::lease(tx, kinds_, 1, now + kLease, now);
    });
    if (rows.empty()) return true;
    const auto& row = rows.front();
    const auto outcome = act(row, now);
    settle(row, outcome, clock());
    if (outcome.kind == Outcome::Kind::Done && outcome.why.empty()) continue;
    base::LogLine line{"outbox"};
    line.add("row", row.id.raw()).add("kind", row.kind).add("attempt", row.attempts);
    line.add("alarm", outcome.kind == Outcome::Kind::Alarm ? "yes" : "no").add("why", outcome.why);
    log.write(line);
    if (outcome.kind == Outcome::Kind::Alarm) return false;
  }
  return false;
}

// Until something was enqueued, or a moment has passed. A fresh connection hears nothing of what
// came before, so the caller looks again at once.
void OutboxLane::wait() {
  auto* connection = listener_.raw();
  if (PQbackendPID(connection) != listening_) {
    listener_.run("outbox.listen", "LISTEN outbox");
    listening_ = PQbackendPID(listener_.raw());
    return;
  }
  pollfd waiting{PQsocket(connection), POLLIN, 0};
  if (poll(&waiting, 1, kWaitMilliseconds) > 0) PQconsumeInput(connection);
}

// Until a row came, or the lane looks by itself.
void OutboxLane::rest(const std::function<bool()>& stop) {
  const auto looked = std::chrono::steady_clock::now();
  for (bool woken = false; !woken && !stop();) {
    const int before = listening_;
    wait();
    woken = listening_ != before || std::chrono::steady_clock::now() - looked >= kLookAnyway;
    while (auto* note = PQnotifies(listener_.raw())) {
      PQfreemem(note);
      woken = true;
    }
  }
}

void OutboxLane::run(const Clock& clock, base::Log& log, const std::function<bool()>& stop) {
  for (bool away = false; !stop();) {
    try {
      if (!drain(clock, log, stop)) return;
      away = false;
      rest(stop);
    } catch (const store::DbError& e) {
      // It comes back, and the next run begins only at the full minute.
      if (!e.unreachable()) throw;
      if (!away) {
        log.write(base::LogLine{"outbox"}
                      .add("lane", name_)
                      .add("database", "away")
                      .add("why", e.what()));
      }
      away = true;
      poll(nullptr, 0, kWaitMilliseconds);
    }
  }
}

}  // namespace app
