#pragma once
#include <functional>
#include <string>

#include "stripe_world.h"

namespace fakes {

// Refuses an expand path that an answer of this type does not have. The type is the object's own
// name, or "list " and that of its items.
void check_expand(const Param& expand, const std::string& type);

// The object with ids replaced by objects where expand asks for it.
Json expanded(StripeWorld& world, Json object, const Param& expand);

// True when the call asks for exactly this path, or for one below it.
bool asks_for(const Param& expand, const std::string& path);

// One page of a list, newest first, by limit, starting_after and ending_before.
Json page_of(StripeWorld& world, Shelf& shelf, const Call& call, const std::string& url,
             const std::function<bool(const Json&)>& wanted);

// The same over given objects, in the order given.
Json page_of(const std::vector<Json>& objects, const Call& call, const std::string& url);

// True when seconds lies in the range parameter (a number, or gt/gte/lt/lte); absent takes all.
bool in_range(const Param& range, std::int64_t seconds);

}  // namespace fakes
