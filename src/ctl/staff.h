#pragma once
#include <string>
#include <vector>

#include "base/ids.h"
#include "ctl/actor.h"
#include "ctl/commands.h"
#include "inventory/serials.h"
#include "store/db.h"

// What the commands of staff share. Private to ctl.
namespace ctl {

// As the jobs' role: gdsctl acts for staff as they do. What only the panels may write (prices)
// needs theirs.
store::Db database(const Call& call, const char* role = "gds_jobs");

// One line on standard error; 1, the exit status that goes with it.
int refused(const std::string& why);

// The next word; a usage error, "say WHAT", without one.
std::string take_word(Call& call, const char* what);

// The whole number that the option gives; a usage error without one.
int take_number(base::Args& args, const char* option);

// Every value of an option that may be said several times.
std::vector<std::string> take_all(base::Args& args, const char* option);

// "SKU:S1,S2": units by serial number. Throws UsageError for anything else.
struct SkuSerials {
  std::string sku;
  std::vector<std::string> serials;
};
SkuSerials parse_serials(const std::string& text);

// In words, why a serial cannot be.
std::string say(const inventory::SerialRefused& refused);

// "S1,S2" as two; none of "".
std::vector<std::string> parted(const std::string& text, char at);

// Throws when there is no such SKU.
base::VariantId variant_of(store::Tx& tx, const std::string& sku);

}  // namespace ctl
