#pragma once
#include <string>

#include "schema.h"
#include "stripe_world.h"

namespace fakes {

// One call of the API.
struct StripeRoute {
  std::string method;
  std::string path;  // "{id}" stands for one segment
  Schema schema;
  std::string answers;  // the type of the answer, for expand
  Json (*handler)(StripeWorld&, const Call&);
};

// The route of a path, with what "{id}" stood for in id; null when there is none.
const StripeRoute* find_route(const std::string& method, const std::string& path, std::string& id);

}  // namespace fakes
