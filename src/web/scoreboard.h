#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace web {

// What a pool counts, in a file that its workers and whoever reads it map: <run.dir>/NAME.metrics.
// Numbers only grow, and outlive restarts of the pool.
struct PoolCounters {
  static constexpr std::array<int, 8> kBucketMilliseconds{2, 5, 10, 25, 100, 500, 2000, 10000};

  std::atomic<std::uint64_t> layout;   // kLayout, or the file is of another version
  std::atomic<std::uint64_t> workers;  // alive now
  std::atomic<std::uint64_t> busy;     // answering now
  std::atomic<std::uint64_t> deaths;   // workers that ended otherwise than asked
  std::atomic<std::uint64_t> timeouts;
  std::array<std::atomic<std::uint64_t>, 6> by_class;  // [2] counts 2xx
  std::array<std::atomic<std::uint64_t>, kBucketMilliseconds.size() + 1> by_time;
  std::atomic<std::uint64_t> microseconds;

  void count(int status, std::int64_t took_microseconds);
};

// One mapped file.
class Scoreboard {
 public:
  // Makes the file where it is absent or of another layout.
  static Scoreboard create(const std::string& path);
  // Reads what is there; nothing when it is absent or of another layout.
  static std::unique_ptr<Scoreboard> open(const std::string& path);
  Scoreboard(Scoreboard&& other) noexcept;
  Scoreboard& operator=(Scoreboard&&) = delete;
  ~Scoreboard();

  PoolCounters& counters() { return *counters_; }

 private:
  explicit Scoreboard(PoolCounters* counters) : counters_{counters} {}
  PoolCounters* counters_;
};

// The lines of one pool in Prometheus' text format, without the TYPE lines.
std::string to_prometheus(const PoolCounters& counters, std::string_view pool);

}  // namespace web
