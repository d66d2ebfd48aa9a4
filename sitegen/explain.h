#pragma once
#include <string>
#include <vector>

#include "base/ids.h"
#include "sitegen/change.h"

// What `sitegen explain` answers: which pages an event writes.
namespace sitegen {

// The files that show the product of a variant, which are those that another price of it writes;
// nothing when it is not for sale.
std::vector<std::string> explain(const SiteFolder& site, const base::Config& config, store::Db& db,
                                 base::VariantId variant);

// What the changes that wait would write if `sitegen changed` ran now, whatever they are: the pages
// that would have other bytes, and those that would be no more. Writes nothing; renders what the
// run would render, the whole site where it would make that.
Foreseen explain_waiting(const SiteFolder& site, const base::Config& config, store::Db& db,
                         const BuildOptions& options);

}  // namespace sitegen
