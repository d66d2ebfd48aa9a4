#pragma once
#include <chrono>
#include <string_view>

// The retry rules of Stripe's own client, as data and two functions without a clock.
namespace stripe {

enum class Verdict {
  Answered,  // 2xx
  Refused,   // surely not carried out; a repetition would only repeat it
  Again,     // transient: the same key and bytes may be sent again
  Unclear,   // it may have been carried out, or will be; but not worth another try now
};

// `should_retry` is the header Stripe-Should-Retry, empty when absent. It decides about another try
// and nothing else: after a 409 or a 5xx nobody knows what was carried out, whatever it says. A 429
// is worth another try only when it says so.
Verdict judge(int status, std::string_view should_retry);

// How long to wait before retry `n` (from 1): half a second doubled each time, at most five,
// times `jitter` between 0.5 and 1, never under half a second.
std::chrono::milliseconds pause_before(int n, double jitter);

}  // namespace stripe
