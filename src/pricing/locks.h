#pragma once
#include <vector>

#include "base/ids.h"
#include "store/db.h"

// The statement that locks suppliers' stock, by ascending variant. Private to pricing.
namespace pricing {

void lock_supplied(store::Tx& tx, const std::vector<base::VariantId>& variants);

}  // namespace pricing
