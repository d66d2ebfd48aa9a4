#pragma once
#include <string>
#include <string_view>

#include "base/instant.h"

// The ways to be paid other than at the checkout, by their words in the tables (orders.terms); ""
// is the checkout's card. Pure.
namespace order {

bool is_terms(std::string_view word);

// When an order placed at `placed` on these terms is to be paid: so many days for net terms, ten
// for money that is on its way (decision 0039).
base::Instant payment_due(std::string_view terms, base::Instant placed);

// "Net 30", "Wire transfer"; "" for "".
std::string terms_text(std::string_view terms);

}  // namespace order
