#pragma once
#include "referral/referral.h"

// Private to referral.
namespace referral {

// The kind of something that both were seen with, in the words of the table.
std::optional<std::string> shared_signal(store::Tx& tx, CustomerId one, CustomerId other);

}  // namespace referral
