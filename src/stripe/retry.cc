#include "stripe/retry.h"

#include <algorithm>

namespace stripe {

Verdict judge(int status, std::string_view should_retry) {
  if (status >= 200 && status < 300) return Verdict::Answered;
  if (should_retry == "true") return Verdict::Again;
  const bool certain = status >= 400 && status < 500 && status != 409 && status != 429;
  if (certain) return Verdict::Refused;
  return should_retry == "false" || status == 429 || status < 400 ? Verdict::Unclear
                                                                  : Verdict::Again;
}

std::chrono::milliseconds pause_before(int n, double jitter) {
  constexpr int kFirst = 500;
  constexpr int kLongest = 5000;
  const int doubled = n > 5 ? kLongest : std::min(kFirst << (n - 1), kLongest);
  return std::chrono::milliseconds{
      std::max(kFirst, static_cast<int>(static_cast<double>(doubled) * jitter))};
}

}  // namespace stripe
