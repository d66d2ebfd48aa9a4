#pragma once
#include <optional>
#include <string>

#include "store/db.h"

namespace store {

// A job's right to run: a session-level advisory lock on `job`'s name, held until destroyed or the
// connection dies. `db` must reach PostgreSQL without a pooler in transaction mode (pg.direct_dsn).
class JobLock {
 public:
  // Nothing when another process runs the job now (invariant E5).
  static std::optional<JobLock> take(Db& db, const std::string& job);
  JobLock(JobLock&& other) noexcept;
  JobLock& operator=(JobLock&&) = delete;
  ~JobLock();

 private:
  JobLock(Db& db, std::string job) : db_{&db}, job_{std::move(job)} {}
  Db* db_;
  std::string job_;
};

}  // namespace store
