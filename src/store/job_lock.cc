#include "store/job_lock.h"

namespace store {
namespace {

// Two-key form: the first key keeps job names apart from any other use of advisory locks.
const Query<bool(std::string)> kTake{"job_lock.take", R"sql(
    SELECT pg_try_advisory_lock(7263, hashtext($1)))sql"};
const Query<bool(std::string)> kLeave{"job_lock.leave", R"sql(
    SELECT pg_advisory_unlock(7263, hashtext($1)))sql"};

}  // namespace

std::optional<JobLock> JobLock::take(Db& db, const std::string& job) {
  const bool taken = db.at_once("job_lock", [&](Tx& tx) { return tx.one(kTake, job); });
  if (!taken) return std::nullopt;
  return JobLock{db, job};
}

JobLock::JobLock(JobLock&& other) noexcept
    : db_{std::exchange(other.db_, nullptr)}, job_{std::move(other.job_)} {}

JobLock::~JobLock() {
  if (db_ == nullptr) return;
  try {
    db_->at_once("job_lock", [&](Tx& tx) { return tx.one(kLeave, job_); });
  } catch (const DbError&) {
    // The connection is gone, and the server let go of the lock with it.
    static_cast<void>(0);
  }
}

}  // namespace store
