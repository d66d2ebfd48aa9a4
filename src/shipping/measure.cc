#include "shipping/measure.h"

#include <algorithm>
#include <array>

#include "base/error.h"

namespace shipping {
namespace {

std::int64_t ceil_div(std::int64_t a, std::int64_t b) {
  return (a + b - 1) / b;
}

struct Density {
  int tenths_of_lb_per_ft3;  // from here on
  int class_tenths;
};
constexpr std::array kDensities = {
    Density{500, 500}, Density{350, 550}, Density{300, 600}, Density{225, 650}, Density{150, 700},
    Density{120, 850}, Density{100, 925}, Density{80, 1000}, Density{60, 1250}, Density{40, 1750},
    Density{20, 2500}, Density{10, 3000}, Density{0, 4000}};

}  // namespace

std::int64_t whole_pounds(std::int64_t grams) {
  BASE_CHECK(grams > 0);
  // A pound is 453.59237 g; a half gram less, in hundred-thousandths.
  return ceil_div(grams * 100000 - 50000, 45359237);
}

std::int64_t whole_inches(int mm) {
  BASE_CHECK(mm > 0);
  // An inch is 25.4 mm; a half millimetre less, in tenths.
  return ceil_div(std::int64_t{mm} * 10 - 5, 254);
}

std::int64_t cubic_inches(const Size& size) {
  return whole_inches(size.l_mm) * whole_inches(size.w_mm) * whole_inches(size.h_mm);
}

std::int64_t billable_pounds(std::int64_t grams, const std::optional<Size>& size,
                             const std::optional<DimRule>& rule) {
  const auto actual = whole_pounds(grams);
  if (!size || !rule) return actual;
  const auto in3 = cubic_inches(*size);
  if (in3 <= rule->over_in3) return actual;
  return std::max(actual, ceil_div(in3, rule->divisor));
}

int freight_class_tenths(std::int64_t pounds, std::int64_t in3) {
  BASE_CHECK(pounds > 0 && in3 > 0);
  constexpr std::int64_t kCubicInchesPerFoot = 1728;
  for (const auto& step : kDensities)
    if (pounds * kCubicInchesPerFoot * 10 >= step.tenths_of_lb_per_ft3 * in3)
      return step.class_tenths;
  return kDensities.back().class_tenths;
}

}  // namespace shipping
