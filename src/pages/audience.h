#pragma once
#include <optional>
#include <string>

#include "pages/ctx.h"
#include "web/guards.h"

namespace pages {

// The guards of Who::Shopper and Who::Staff: nothing for who is let in; then the session stands in
// the Ctx. Of staff the permission of the route and its proof are asked for too.
std::optional<web::Problem> refuse_audience(Ctx& ctx, const Route& route);

// Does the form carry the token of the session that was let in?
bool has_token(Ctx& ctx);

// Whom a guard has let in, as the log names them: "staff 7", "key 3", "user 9", or "" for anybody.
std::string name_for_log(const Ctx& ctx);

}  // namespace pages
