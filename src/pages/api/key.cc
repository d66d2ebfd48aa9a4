#include "pages/api/key.h"

#include "web/pace.h"

namespace pages::api {
namespace {

// A row that is written at each request would be the slowest part of most.
constexpr std::chrono::minutes kTouchedEvery{1};

}  // namespace

std::optional<web::Problem> refuse_key(Ctx& ctx, const Route& route) {
  auto key = ctx.db.at_once("api_key", [&](store::Tx& tx) {
    return identity::find_key(tx, web::bearer(ctx.req), ctx.now);
  });
  if (!key) return web::Problem{401, "This key is not valid."};
  web::SharedPacer pacer{ctx.config.pace, ctx.cache, ctx.db};
  const base::Rate rate{key->per_minute, std::chrono::minutes{1}};
  if (const auto wait = pacer.refusal_of("key:" + std::to_string(key->id.raw()), rate, ctx.now))
    return web::Problem{429, "This key may ask less often.", {}, static_cast<int>(wait->count())};
  if (!route.scope.empty() && !key->has(route.scope))
    return web::Problem{403, "This key lacks the scope " + std::string{route.scope} + "."};
  if (!key->last_used_at || ctx.now - *key->last_used_at >= kTouchedEvery)
    ctx.db.at_once("api_key_touch", [&](store::Tx& tx) {
      identity::touch_key(tx, key->id, ctx.req.address, ctx.now);
      return true;
    });
  ctx.key = std::move(key);
  return std::nullopt;
}

std::string actor(const Ctx& ctx) {
  BASE_CHECK(ctx.key);
  return "key " + std::to_string(ctx.key->id.raw());
}

}  // namespace pages::api
