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

// Counts requests by address over all workers.
class Pacer {
 public:
  virtual ~Pacer() = default;
  // Counts this one. When it was one too many: how long until it may be tried again.
  virtual std::optional<std::chrono::seconds> refusal(Pace pace, std::string_view address,
                                                      base::Instant now) = 0;
};

// Fixed windows in memcached: so many in each minute by the clock. When memcached does not answer,
// PostgreSQL counts; when that does not either, its DbError ends the request: a limit never opens
// because something is down. An IPv6 client is counted by its /64, the smallest block one gets.
class SharedPacer : public Pacer {
 public:
  SharedPacer(const base::Config::Pace& rates, store::Cache& cache, store::Db& db)
      : rates_{rates}, cache_{cache}, db_{db} {}
  std::optional<std::chrono::seconds> refusal(Pace pace, std::string_view address,
                                              base::Instant now) override;
  // The same for whatever has a name of its own ("key:7"), at a rate of its own.
  std::optional<std::chrono::seconds> refusal_of(const std::string& name, const base::Rate& rate,
                                                 base::Instant now);

 private:
  const base::Rate* rate_of(Pace pace) const;
  std::int64_t count(const std::string& key, std::chrono::seconds window, base::Instant now,
                     base::Instant ends_at);
  const base::Config::Pace& rates_;
  store::Cache& cache_;
  store::Db& db_;
};

}  // namespace web
