#pragma once
#include "base/money.h"

namespace base {

// The share of `part` units in what `of` units came to, rounded once. Shares of neighbouring ranges
// taken as differences, portion(b) - portion(a), add up to the whole exactly (requirement 2.10).
Money portion(Money whole, std::int64_t part, std::int64_t of, Rounding rounding);

}  // namespace base
