#pragma once
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "base/config.h"
#include "base/instant.h"
#include "base/log.h"
#include "web/guards.h"
#include "web/ladder.h"
#include "web/pace.h"
#include "web/router.h"

namespace web {

// What happens to every request, whatever its route: the path is looked up (404, 405), then the
// guards in their order (size 413, signature 400, origin 403 or no bearer 401, pace 429, audience
// 401/403/404, content type 415, fields that cannot be told apart 422, and of who is signed in the
// token of the form 403), then the handler, with the
// ladder around all of it.
//
// Ctx is the application's: it has the members `req` (Request&) and `now`; web knows no more.
template <class Ctx>
class Frame {
 public:
  // What only the application knows. Without its hook a guard refuses.
  struct Hooks {
    // Did the sender sign this body? (Guard::Signature)
    std::function<bool(Ctx&, const Route<Ctx>&)> is_signed{};
    // Nothing when who asks is of the route's audience, with its permission and its proof;
    // Who::Anyone and Who::Signed are not asked.
    std::function<std::optional<Problem>(Ctx&, const Route<Ctx>&)> refuse_audience{};
    // Nothing when the request has a key for this route (Who::Key).
    std::function<std::optional<Problem>(Ctx&, const Route<Ctx>&)> refuse_key{};
    // The page that tells a visitor what went wrong.
    std::function<Response(Ctx&, const Problem&)> problem_page;
    // Does this form, of who is signed in, carry the token of the session? (everything that changes
    // something and is for Who::Shopper or Who::Staff)
    std::function<bool(Ctx&)> has_token{};
  };

  Frame(Router<Ctx> router, Hooks hooks, const base::Config& config, Pacer& pacer, base::Log& log)
      : router_{std::move(router)},
        hooks_{std::move(hooks)},
        site_origin_{config.site.url},
        pacer_{pacer},
        log_{log} {}

  struct Answer {
    Response response;
    std::string_view route;  // the pattern that fitted, or "-": what a log may say of the path
  };
  Answer answer(Ctx& ctx) const {
    Answer answer{{}, "-"};
    answer.response = climb(
        log_, ctx.req, [&] { return routed(ctx, answer.route); },
        [&](const Problem& problem) { return hooks_.problem_page(ctx, problem); });
    return answer;
  }

 private:
  Response routed(Ctx& ctx, std::string_view& pattern) const {
    auto found = router_.find(ctx.req.method, ctx.req.path);
    if (found.route == nullptr)
      return refused(ctx, found.allow.empty() ? Problem{404, "no route"}
                                              : Problem{405, "method", found.allow});
    pattern = found.route->path;
    ctx.req.set_params(std::move(found.params));
    if (const auto problem = refusal(ctx, *found.route)) return refused(ctx, *problem);
    return found.route->handler(ctx);
  }

  std::optional<Problem> refusal(Ctx& ctx, const Route<Ctx>& route) const {
    auto& req = ctx.req;
    if (!req.is_safe() && req.read_body(route.body_limit) == BodyRead::TooLarge)
      return Problem{413, "body too large"};
    if (route.guard == Guard::Signature && !(hooks_.is_signed && hooks_.is_signed(ctx, route)))
      return Problem{400, "signature"};
    if (route.guard == Guard::Csrf && !is_from_our_pages(req, site_origin_))
      return Problem{403, "foreign origin"};
    if (route.guard == Guard::Bearer && bearer(req).empty()) return Problem{401, "no key"};
    if (route.guard == Guard::Loopback && !is_loopback(req)) return Problem{404, "not loopback"};
    if (const auto wait = pacer_.refusal(route.pace, req.address, ctx.now))
      return Problem{429, "too many", {}, static_cast<int>(wait->count())};
    const bool signed_in = route.who == Who::Shopper || route.who == Who::Staff;
    if (signed_in) {
      if (!hooks_.refuse_audience) return Problem{404, "no such audience"};
      if (auto problem = hooks_.refuse_audience(ctx, route)) return problem;
    }
    if (route.who == Who::Key) {
      if (!hooks_.refuse_key) return Problem{404, "no such audience"};
      if (auto problem = hooks_.refuse_key(ctx, route)) return problem;
    }
    if (!req.is_safe() && !fits_body(req, route.body)) return Problem{415, "content type"};
    const bool has_fields = route.body == Body::Form || route.body == Body::Upload;
    if (!req.is_safe() && has_fields && !has_readable_fields(req)) return Problem{422, "fields"};
    if (signed_in && !req.is_safe() && !(hooks_.has_token && hooks_.has_token(ctx)))
      return Problem{403, "no token of the session"};
    return std::nullopt;
  }

  // The reason stands in the log, beside the request's own line. A path that is nothing is no news.
  Response refused(Ctx& ctx, const Problem& problem) const {
    if (problem.status != 404)
      log_.defer(base::LogLine{"refused"}
                     .add("id", ctx.req.id)
                     .add("status", problem.status)
                     .add("why", problem.detail));
    return with_problem(hooks_.problem_page(ctx, problem), problem);
  }

  Router<Ctx> router_;
  Hooks hooks_;
  std::string site_origin_;
  Pacer& pacer_;
  base::Log& log_;
};

}  // namespace web
