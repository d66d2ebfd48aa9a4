#include "web/scoreboard.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <new>
#include <utility>

#include "base/error.h"

namespace web {
namespace {

constexpr std::uint64_t kLayout = 0x6764730000000001;

PoolCounters* mapped(int descriptor) {
  void* place =
      mmap(nullptr, sizeof(PoolCounters), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  return place == MAP_FAILED ? nullptr : static_cast<PoolCounters*>(place);
}

// A gauge whose worker was killed between its two steps may stand one below zero for a while.
std::uint64_t gauge(const std::atomic<std::uint64_t>& value) {
  const auto now = value.load();
  return now > 1'000'000 ? 0 : now;
}

void line(std::string& out, std::string_view name, std::string_view labels, std::uint64_t value) {
  out += "gds_";
  out += name;
  out += '{';
  out += labels;
  out += "} ";
  out += std::to_string(value);
  out += '\n';
}

}  // namespace

void PoolCounters::count(int status, std::int64_t took_microseconds) {
  const auto relaxed = std::memory_order_relaxed;
  by_class[static_cast<std::size_t>(status / 100) % by_class.size()].fetch_add(1, relaxed);
  std::size_t bucket = 0;
  while (bucket < kBucketMilliseconds.size() &&
         took_microseconds > std::int64_t{kBucketMilliseconds[bucket]} * 1000)
    ++bucket;
  by_time[bucket].fetch_add(1, relaxed);
  microseconds.fetch_add(static_cast<std::uint64_t>(took_microseconds), relaxed);
}

Scoreboard Scoreboard::create(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0660);
  if (descriptor < 0 || ftruncate(descriptor, sizeof(PoolCounters)) != 0)
    throw base::Error{"cannot make " + path + ": " + std::strerror(errno)};
  auto* counters = mapped(descriptor);
  close(descriptor);
  if (counters == nullptr) throw base::Error{"cannot map " + path};
  if (counters->layout != kLayout) {
    new (counters) PoolCounters{};
    counters->layout = kLayout;
  }
  return Scoreboard{counters};
}

std::unique_ptr<Scoreboard> Scoreboard::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return nullptr;
  struct stat about {};
  const bool fits =
      fstat(descriptor, &about) == 0 && about.st_size == static_cast<off_t>(sizeof(PoolCounters));
  auto* counters = fits ? mapped(descriptor) : nullptr;
  close(descriptor);
  if (counters == nullptr) return nullptr;
  std::unique_ptr<Scoreboard> board{new Scoreboard{counters}};
  if (counters->layout != kLayout) return nullptr;
  return board;
}

Scoreboard::Scoreboard(Scoreboard&& other) noexcept
    : counters_{std::exchange(other.counters_, nullptr)} {}

Scoreboard::~Scoreboard() {
  if (counters_ != nullptr) munmap(counters_, sizeof(PoolCounters));
}

std::string to_prometheus(const PoolCounters& counters, std::string_view pool) {
  const auto label = "pool=\"" + std::string{pool} + '"';
  std::string out;
  line(out, "workers", label, gauge(counters.workers));
  line(out, "workers_busy", label, gauge(counters.busy));
  line(out, "worker_deaths_total", label, counters.deaths);
  line(out, "request_timeouts_total", label, counters.timeouts);
  for (std::size_t i = 1; i < counters.by_class.size(); ++i)
    line(out, "responses_total", label + ",class=\"" + std::to_string(i) + "xx\"",
         counters.by_class[i]);
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < counters.by_time.size(); ++i) {
    sum += counters.by_time[i];
    const auto bound = i < PoolCounters::kBucketMilliseconds.size()
                           ? std::to_string(PoolCounters::kBucketMilliseconds[i])
                           : "+Inf";
    line(out, "request_milliseconds_bucket", label + ",le=\"" + bound + '"', sum);
  }
  line(out, "request_milliseconds_sum", label, counters.microseconds / 1000);
  line(out, "request_milliseconds_count", label, sum);
  return out;
}

}  // namespace web
