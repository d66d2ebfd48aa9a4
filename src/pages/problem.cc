#include "pages/problem.h"

#include "base/json_writer.h"
#include "pages/api/answer.h"
#include "pages/shop/find.h"
#include "views/error_view.h"

namespace pages {
namespace {

bool wants_json(const web::Request& req) {
  return req.path.starts_with("/live/") || req.path.starts_with("/webhooks/") ||
         req.header("Accept").starts_with("application/json");
}

}  // namespace

web::Response problem_page(Ctx& ctx, const web::Problem& problem) {
  if (!problem.sign_in.empty() && !wants_json(ctx.req))
    return web::Response::see_other(problem.sign_in);
  if (ctx.req.path.starts_with("/api/")) return api::problem(ctx, problem);
  if (wants_json(ctx.req)) {
    base::JsonWriter json;
    json.begin_object().field("error", views::error_title(problem.status));
    json.field("request", ctx.req.id).end_object();
    return web::Response::json(json.take(), problem.status);
  }
  if (problem.status == 404) return shop::not_found(ctx);
  return web::Response::html(
      views::error_page(ctx.templates, ctx.layout,
                        {.status = problem.status, .request_id = ctx.req.id}),
      problem.status);
}

}  // namespace pages
