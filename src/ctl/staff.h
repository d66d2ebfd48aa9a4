#pragma once
#include <string>
#include <vector>

#include "base/ids.h"
#include "ctl/actor.h"
#include "ctl/commands.h"
#include "store/db.h"

// What the commands of staff share. Private to ctl.
namespace ctl {

// As the jobs' role: gdsctl acts for staff as they do.
store::Db database(const Call& call);

// One line on standard error; 1, the exit status that goes with it.
int refused(const std::string& why);

// The whole number that the option gives; a usage error without one.
int take_number(base::Args& args, const char* option);

// "S1,S2" as two; none of "".
std::vector<std::string> parted(const std::string& text, char at);

// Throws when there is no such SKU.
base::VariantId variant_of(store::Tx& tx, const std::string& sku);

}  // namespace ctl
