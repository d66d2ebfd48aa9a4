#pragma once
#include <vector>

#include "form.h"
#include "json.h"

namespace fakes {

struct TaxReversal {
  Json::Array lines;
  Json shipping;
};

// The lines and the shipping of a reversal of an original transaction, after earlier reversals of
// it. Throws StripeError for parts that do not go together, for a line the original does not have
// and for more than is left of a line, its tax or the shipping.
TaxReversal reversal_of(const Param& params, const Json& original,
                        const std::vector<Json>& earlier);

}  // namespace fakes
