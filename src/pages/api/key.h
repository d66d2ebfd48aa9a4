#pragma once
#include <optional>

#include "pages/ctx.h"
#include "web/guards.h"

namespace pages::api {

// The guard of Who::Key: nothing when the request has a living key that holds the route's scope and
// is not faster than it may be; then it stands in the Ctx. 401 for every other text, 429, 403.
std::optional<web::Problem> refuse_key(Ctx& ctx, const Route& route);

// Who acts, as ledgers and the audit log name it: "key 7".
std::string actor(const Ctx& ctx);

}  // namespace pages::api
