#include "web/crew.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <new>

#include "base/error.h"

namespace web {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
// A worker that dies within this time of its birth would do so again at once.
constexpr std::int64_t kYoung = kSecond;
constexpr std::int64_t kFirstPause = kSecond / 10;
constexpr std::int64_t kLongestPause = 5 * kSecond;

Slot* shared_slots(std::size_t count) {
  void* place = mmap(nullptr, count * sizeof(Slot), PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (place == MAP_FAILED) throw base::Error{"no shared memory for the workers"};
  auto* slots = static_cast<Slot*>(place);
  std::uninitialized_value_construct_n(slots, count);
  return slots;
}

}  // namespace

Crew::Crew(int size, std::string_view pool, PoolCounters& counters, base::Log& log,
           std::function<int(Slot&)> run)
    : places_(static_cast<std::size_t>(size)),
      slots_{shared_slots(places_.size())},
      pool_{pool},
      counters_{counters},
      log_{log},
      run_{std::move(run)} {}

void Crew::fork_into(std::size_t index, std::int64_t now) {
  auto& place = places_[index];
  slots_[index].busy_since = 0;
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid < 0) {
    log_.write(base::LogLine{"pool"}.add("pool", pool_).add("event", "fork-failed"));
    place.not_before = now + kSecond;
    return;
  }
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    // _exit: what the parent holds (its log's waiting lines, its socket's file) is not ours to end.
    _exit(getppid() == parent ? run_(slots_[index]) : 0);
  }
  place.pid = pid;
  place.born = now;
  place.killed = false;
  counters_.workers.fetch_add(1);
}

void Crew::fill(std::int64_t now) {
  for (std::size_t i = 0; i < places_.size(); ++i)
    if (places_[i].pid == 0 && places_[i].not_before <= now) fork_into(i, now);
}

std::int64_t Crew::next_turn(std::int64_t now) const {
  auto next = now + kSecond;
  for (const auto& place : places_)
    if (place.pid == 0) next = std::min(next, std::max(place.not_before, now));
  return next;
}

bool Crew::bury(pid_t pid, int status, std::int64_t now) {
  const auto place =
      std::find_if(places_.begin(), places_.end(), [&](const Place& p) { return p.pid == pid; });
  if (place == places_.end()) return false;
  counters_.workers.fetch_sub(1);
  auto& slot = slots_[place - places_.begin()];
  const bool asked = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  if (!asked) {
    counters_.deaths.fetch_add(1);
    base::LogLine line{"pool"};
    line.add("pool", pool_).add("event", "worker-died").add("pid", pid);
    if (WIFSIGNALED(status))
      line.add("signal", WTERMSIG(status));
    else
      line.add("status", WEXITSTATUS(status));
    if (slot.busy_since != 0) line.add("during", slot.read_request_id());
    log_.write(line);
  }
  if (slot.busy_since != 0) counters_.busy.fetch_sub(1);
  const bool young = !asked && !place->killed && now - place->born < kYoung;
  place->pause = young ? std::clamp(place->pause * 2, kFirstPause, kLongestPause) : 0;
  place->not_before = now + place->pause;
  place->pid = 0;
  return true;
}

void Crew::judge(std::int64_t now, std::int64_t limit) {
  for (std::size_t i = 0; i < places_.size(); ++i) {
    auto& place = places_[i];
    const std::int64_t since = slots_[i].busy_since;
    if (place.pid == 0 || place.killed || since == 0 || now - since < limit) continue;
    log_.write(base::LogLine{"pool"}
                   .add("pool", pool_)
                   .add("event", "request-timeout")
                   .add("pid", place.pid)
                   .add("id", slots_[i].read_request_id()));
    counters_.timeouts.fetch_add(1);
    place.killed = true;
    kill(place.pid, SIGKILL);
  }
}

std::vector<pid_t> Crew::alive() const {
  std::vector<pid_t> pids;
  for (const auto& place : places_)
    if (place.pid != 0) pids.push_back(place.pid);
  return pids;
}

}  // namespace web
