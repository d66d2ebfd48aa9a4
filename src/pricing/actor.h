#pragma once
#include <string>

#include "store/db.h"

// Private to pricing.
namespace pricing {

// Says for the rest of the transaction who stands in the price history.
void act_as(store::Tx& tx, const std::string& actor);

}  // namespace pricing
