#include "stripe/retry.h"

#include <algorithm>

namespace stripe {

Verdict judge(int status, std::string_view should_retry) {
  if (status >= 200 && status < 300) return Verdict::Answered;
  if (should_retry == "true") return Verdict::Again;
  if (should_retry == "false") return Verdict::Refused;
  return status == 409 || status >= 500 ? Verdict::Again : Verdict::Refused;
}

std::chrono::milliseconds pause_before(int n, double jitter) {
  constexpr int kFirst = 500;
  constexpr int kLongest = 5000;
  const int doubled = n > 5 ? kLongest : std::min(kFirst << (n - 1), kLongest);
  return std::chrono::milliseconds{
      std::max(kFirst, static_cast<int>(static_cast<double>(doubled) * jitter))};
}

}  // namespace stripe
