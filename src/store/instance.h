#pragma once
#include <string>

#include "store/db.h"

namespace store {

// What this instance calls itself towards others: drawn once when its database was made, so that
// two shops on one account of a provider never use the same reference.
std::string instance_id(Tx& tx);

}  // namespace store
