#pragma once
#include <string>
#include <vector>

#include "base/instant.h"
#include "store/db.h"

// Rules that fill a file of their own; broken_rules() asks them all.
namespace t::histories {

// C1-C4 and M2, M5, M6, M8: what every order and every open cart keeps of its promotions.
std::vector<std::string> broken_promotion_rules(store::Tx& tx, base::Instant now);

// L1, L2: what orders and the ledger of gift cards say of each other.
std::vector<std::string> broken_tender_rules(store::Tx& tx);

}  // namespace t::histories
