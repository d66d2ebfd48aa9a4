#include "pages/shop/referral_link.h"

#include "pages/shop/visitor.h"
#include "referral/referral.h"

namespace pages::shop {

web::Response referral_link(Ctx& ctx) {
  auto home = web::Response::see_other("/");
  const auto token = ctx.db.transact("referral_click", [&](store::Tx& tx) {
    return referral::click(tx, ctx.req.param("code"), visitor_token(ctx), ctx.now);
  });
  if (token) keep_visitor_token(ctx, home, *token);
  return home;
}

}  // namespace pages::shop
