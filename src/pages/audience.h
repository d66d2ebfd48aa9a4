#pragma once
#include <optional>

#include "pages/ctx.h"
#include "web/guards.h"

namespace pages {

// The guards of Who::Shopper and Who::Staff: nothing for who is let in; then the session stands in
// the Ctx. Of staff the permission of the route and its proof are asked for too.
std::optional<web::Problem> refuse_audience(Ctx& ctx, const Route& route);

// Does the form carry the token of the session that was let in?
bool has_token(Ctx& ctx);

}  // namespace pages
