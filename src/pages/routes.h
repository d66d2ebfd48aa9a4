#pragma once
#include <iosfwd>
#include <span>

#include "pages/ctx.h"

namespace pages {

// Every route of the shop, all pools.
std::span<const Route> routes();

// One route a line: method, path, pool, who, guard, pace, and of keys their scope. `gdsctl routes`
// prints it, and the tests of the house rules read it.
void print_routes(std::ostream& out);

}  // namespace pages
