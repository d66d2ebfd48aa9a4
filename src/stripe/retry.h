#pragma once
#include <chrono>
#include <string_view>

// The retry rules of Stripe's own client, as data and two functions without a clock.
namespace stripe {

enum class Verdict {
  Answered,  // 2xx
  Refused,   // an error object that a repetition would only repeat
  Again,     // transient: the same key and bytes may be sent again
};

// `should_retry` is the header Stripe-Should-Retry, which overrides; empty when absent. A 429 is
// worth another try only when that header says so.
Verdict judge(int status, std::string_view should_retry);

// How long to wait before retry `n` (from 1): half a second doubled each time, at most five,
// times `jitter` between 0.5 and 1, never under half a second.
std::chrono::milliseconds pause_before(int n, double jitter);

}  // namespace stripe
