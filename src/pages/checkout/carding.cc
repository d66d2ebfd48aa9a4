#include "pages/checkout/carding.h"

#include "pages/checkout/visit.h"

namespace pages::checkout {

std::optional<web::Response> hold_up(Ctx& ctx, const payment::Payer& payer,
                                     const std::string& retry_path) {
  const auto demanded = ctx.db.at_once("carding", [&](store::Tx& tx) {
    return payment::demand(tx, payer, ctx.config.carding, ctx.now);
  });
  if (demanded == payment::Demand::None) return std::nullopt;
  ctx.log.write(base::LogLine{"carding"}
                    .add("id", ctx.req.id)
                    .add("demand", demanded == payment::Demand::Rest ? "rest" : "proof"));
  return problem(ctx, views::CheckoutProblem::TooManyDeclines, retry_path);
}

}  // namespace pages::checkout
