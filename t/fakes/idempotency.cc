#include "idempotency.h"

#include <algorithm>

namespace fakes {
namespace {

// "At least 24 h, then pruned": a client that relies on more is wrong, so exactly that.
constexpr std::int64_t kRememberedSeconds = 24LL * 60 * 60;

}  // namespace

IdempotencyKeys::Claim IdempotencyKeys::claim(const std::string& key,
                                              const std::string& fingerprint, std::int64_t now) {
  const auto found = entries_.find(key);
  if (found != entries_.end() && found->second.answer &&
      now - found->second.claimed_at >= kRememberedSeconds) {
    entries_.erase(found);
  }
  const auto [entry, fresh] = entries_.try_emplace(key, Entry{fingerprint, now, std::nullopt});
  if (fresh) return Claim::Fresh;
  if (entry->second.fingerprint != fingerprint) return Claim::Mismatch;
  return entry->second.answer ? Claim::Replay : Claim::Running;
}

const IdempotencyKeys::Answer& IdempotencyKeys::answer(const std::string& key) const {
  return entries_.at(key).answer.value();
}

void IdempotencyKeys::keep(const std::string& key, Answer answer) {
  // A reset may have forgotten the claim while the call ran.
  if (const auto found = entries_.find(key); found != entries_.end()) {
    found->second.answer = std::move(answer);
  }
}

void IdempotencyKeys::release(const std::string& key) {
  entries_.erase(key);
}

std::int64_t IdempotencyKeys::running() const {
  return std::count_if(entries_.begin(), entries_.end(),
                       [](const auto& entry) { return !entry.second.answer.has_value(); });
}

}  // namespace fakes
