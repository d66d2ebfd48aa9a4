#pragma once
#include <iosfwd>
#include <span>

#include "pages/ctx.h"

namespace pages {

// Every route of the shop, all pools.
std::span<const Route> routes();

// One route a line: method, path, pool, who, guard, pace, then of keys their scope and of staff the
// permission, "fresh" where a code of now is wanted, and of forms with files how many bytes they
// take
// ("upload=10551296"). `gdsctl routes` prints it, and the tests
// of the house rules read it.
void print_routes(std::ostream& out);

}  // namespace pages
