#pragma once
#include <string>
#include <vector>

#include "store/db.h"

namespace order {

// A sentence for each rule of orders that does not hold (M3, O6, O8, P2, S4, S9 and what is given
// back of whom); none when all is well. Reads only.
std::vector<std::string> faults(store::Tx& tx);

}  // namespace order
