#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

// memcached, as what may be lost at any moment: a miss, a time-out and a dead server all read as
// "not there", and no call throws or takes longer than a fraction of a second. After three
// failures in a row it is not asked at all for two seconds, since a frozen server costs the full
// time-out on every call. What must not be lost (rate limits, one-time tokens) asks increment() or
// get() and, without an answer, PostgreSQL. For one thread; made after fork().
class Cache {
 public:
  // Each server is "host", "host:port" or the absolute path of a Unix socket; several make a
  // ketama ring. None at all: every call answers "not there".
  explicit Cache(const std::vector<std::string>& servers);
  ~Cache();
  Cache(Cache&&) noexcept;
  Cache& operator=(Cache&&) noexcept;

  std::optional<std::string> get(std::string_view key);
  // The keys that are there; one round trip.
  std::map<std::string, std::string> get_many(const std::vector<std::string>& keys);
  // False when it was not stored (no server, or a value over 1 MB).
  bool set(std::string_view key, std::string_view value, std::chrono::seconds life);
  void remove(std::string_view key);
  // Adds one to a counter that lives `life` from its first count; its new value, or nothing when
  // no server answered.
  std::optional<std::uint64_t> increment(std::string_view key, std::chrono::seconds life);
  // Does some server answer now? Asks whatever the breaker says (for /readyz).
  bool is_reachable();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The key as memcached takes it: as it is when it is short and plain, else its digest. Every call
// above uses it, so that keys may hold what a visitor typed.
std::string cache_key(std::string_view key);

}  // namespace store
