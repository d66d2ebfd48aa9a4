#pragma once
#include <cstdint>
#include <optional>

#include "shipping/shipping.h"

// Private to shipping: what carriers count, from grams and millimetres. All whole numbers. A whole
// gram or millimetre stands for up to half a one less, so that what was measured as whole pounds
// and inches comes back as such; beyond that every fraction counts as a whole (contract sheet:
// billable weight).
namespace shipping {

std::int64_t whole_pounds(std::int64_t grams);
std::int64_t whole_inches(int mm);
std::int64_t cubic_inches(const Size& size);

// By which dimensions count: volume over divisor, in packages of more than so many cubic inches.
struct DimRule {
  int divisor;
  int over_in3;
};
// The greater of the weight and, where the size is known and the rule applies, the dimensional
// weight.
std::int64_t billable_pounds(std::int64_t grams, const std::optional<Size>& size,
                             const std::optional<DimRule>& rule);

// The freight class of so many pounds in so many cubic inches, in tenths: 925 is class 92.5
// (density scale of the docket of July 2025; a lower bound belongs to its class).
int freight_class_tenths(std::int64_t pounds, std::int64_t in3);

}  // namespace shipping
