#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/config.h"
#include "base/instant.h"
#include "store/cache.h"
#include "store/db.h"
#include "web/route.h"

namespace web {

// Counts what happened over all workers, in fixed windows: so many in each hour by the clock.
// memcached counts; while it does not answer, PostgreSQL does, and when that does not either, its
// DbError ends the request: a limit never opens because something is down.
class SharedCounter {
 public:
  SharedCounter(store::Cache& cache, store::Db& db) : cache_{cache}, db_{db} {}
  struct Window {
    std::string key;  // with the number of the window
    std::chrono::seconds lasts;
    base::Instant ends_at;
  };
  static Window window(std::string_view key, std::chrono::seconds lasts, base::Instant now);
  // One more; how many that makes.
  std::int64_t count(const Window& window, base::Instant now);
  // How many there were, where nothing is added.
  std::int64_t counted(const Window& window);

 private:
  store::Cache& cache_;
  store::Db& db_;
};

// The key that a client is counted by: an IPv6 one by its /64, the smallest block one gets.
std::string counted_as(std::string_view address);

// Counts requests by address over all workers.
class Pacer {
 public:
  virtual ~Pacer() = default;
  // Counts this one. When it was one too many: how long until it may be tried again.
  virtual std::optional<std::chrono::seconds> refusal(Pace pace, std::string_view address,
                                                      base::Instant now) = 0;
};

// By a SharedCounter, with the limits of pace.*.
class SharedPacer : public Pacer {
 public:
  SharedPacer(const base::Config::Pace& rates, store::Cache& cache, store::Db& db)
      : rates_{rates}, counter_{cache, db} {}
  std::optional<std::chrono::seconds> refusal(Pace pace, std::string_view address,
                                              base::Instant now) override;
  // The same for whatever has a name of its own ("key:7"), at a rate of its own.
  std::optional<std::chrono::seconds> refusal_of(const std::string& name, const base::Rate& rate,
                                                 base::Instant now);

 private:
  const base::Rate* rate_of(Pace pace) const;
  const base::Config::Pace& rates_;
  SharedCounter counter_;
};

}  // namespace web
