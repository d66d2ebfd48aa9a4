#include "base/portion.h"

#include "base/error.h"

namespace base {
namespace {

// A product of cents and units passes 64 bits long before either factor looks odd.
__extension__ typedef __int128 Wide;

}  // namespace

Money portion(Money whole, std::int64_t part, std::int64_t of, Rounding rounding) {
  BASE_CHECK(of > 0 && part >= 0 && part <= of);
  const Wide exact = static_cast<Wide>(whole.in_cents()) * part;
  // Half of an odd number is no whole one: twice everything.
  const Wide half = rounding == Rounding::HalfUp ? of : 0;
  // No more than the whole, so it fits.
  return Money::cents(static_cast<std::int64_t>((2 * exact + (exact < 0 ? -half : half)) /
                                                (2 * static_cast<Wide>(of))));
}

}  // namespace base
