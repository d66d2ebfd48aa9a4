#include "pages/problem.h"

#include "base/json_writer.h"

namespace pages {
namespace {

struct Words {
  const char* title;
  const char* advice;
};

Words words_for(int status) {
  switch (status) {
    case 400:
      return {"This request makes no sense to us", "Please go back and try again."};
    case 401:
      return {"Please sign in", "This page is for signed-in visitors."};
    case 403:
      return {"This form did not come from our pages",
              "Please open the page again and send the form from there."};
    case 404:
      return {"There is no such page",
              "The address may be mistyped, or the page may be gone. Search for a part number or a "
              "word instead."};
    case 405:
      return {"This address does not take that request", "Please go back and try again."};
    case 413:
      return {"That is too much at once", "Please send less."};
    case 415:
      return {"We cannot read this kind of content", "Please send the form of the page."};
    case 429:
      return {"Too many requests", "Please wait a moment and try again."};
    case 503:
      return {"We will be back in a moment",
              "The catalog stays open; carts and checkout return shortly. Nothing was lost and "
              "nothing was charged."};
    default:
      return {"Something went wrong here",
              "It is our fault, and it has been recorded. Please try again."};
  }
}

bool wants_json(const web::Request& req) {
  return req.path.starts_with("/live/") || req.path.starts_with("/api/") ||
         req.path.starts_with("/webhooks/") || req.header("Accept").starts_with("application/json");
}

}  // namespace

web::Response problem_page(Ctx& ctx, const web::Problem& problem) {
  if (!problem.sign_in.empty()) return web::Response::see_other(problem.sign_in);
  const auto words = words_for(problem.status);
  if (wants_json(ctx.req)) {
    base::JsonWriter json;
    json.begin_object().field("error", words.title).field("request", ctx.req.id).end_object();
    return web::Response::json(json.take(), problem.status);
  }
  render::Model page;
  page.set("SITE_NAME", ctx.config.site.name);
  page.set("TITLE", words.title).set("ADVICE", words.advice);
  page.set("REFERENCE", ctx.req.id).show_if("SEARCH", problem.status == 404);
  return web::Response::html(ctx.templates.render("shop/error", page), problem.status);
}

}  // namespace pages
