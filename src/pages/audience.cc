#include "pages/audience.h"

#include "pages/account/session.h"
#include "pages/admin/session.h"

namespace pages {

std::optional<web::Problem> refuse_audience(Ctx& ctx, const Route& route) {
  return route.who == web::Who::Staff ? admin::refuse_audience(ctx, route)
                                      : account::refuse_audience(ctx, route.who);
}

bool has_token(Ctx& ctx) {
  return ctx.staff ? admin::has_token(ctx) : account::has_token(ctx);
}

std::string name_for_log(const Ctx& ctx) {
  if (ctx.staff) return "staff " + std::to_string(ctx.staff->user.raw());
  if (ctx.key) return "key " + std::to_string(ctx.key->id.raw());
  if (ctx.session) return "user " + std::to_string(ctx.session->user.raw());
  return {};
}

}  // namespace pages
