#pragma once
#include <chrono>
#include <optional>
#include <string_view>

#include "base/instant.h"
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

// Refuses nobody: for tests and for programs that answer no strangers.
class NoPacer : public Pacer {
 public:
  std::optional<std::chrono::seconds> refusal(Pace, std::string_view, base::Instant) override {
    return std::nullopt;
  }
};

}  // namespace web
