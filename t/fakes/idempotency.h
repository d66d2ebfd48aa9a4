#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace fakes {

// What the service remembers under idempotency keys. Not thread-safe: the caller locks.
class IdempotencyKeys {
 public:
  struct Answer {
    int status = 200;
    std::string body;
  };
  enum class Claim { Fresh, Replay, Mismatch, Running };

  // Claims key for a call whose method, path and body hash to fingerprint. Fresh: the caller runs
  // the call, then keeps or releases. Replay: answer() holds what was kept. Mismatch: the key
  // stands for another call. Running: the first call has not ended.
  Claim claim(const std::string& key, const std::string& fingerprint, std::int64_t now);

  // The answer kept under a key for which claim() said Replay.
  const Answer& answer(const std::string& key) const;

  // Ends a claim by remembering its answer, whatever its status, for 24 hours.
  void keep(const std::string& key, Answer answer);

  // Ends a claim without a memory: validation failed or nothing was executed.
  void release(const std::string& key);

  // Claims that have not ended.
  std::int64_t running() const;

  void clear() { entries_.clear(); }

 private:
  struct Entry {
    std::string fingerprint;
    std::int64_t claimed_at = 0;
    std::optional<Answer> answer;
  };
  std::map<std::string, Entry> entries_;
};

}  // namespace fakes
