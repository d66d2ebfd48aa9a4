#include "pages/admin/session.h"

#include "base/crypto.h"
#include "base/text.h"
#include "identity/sessions.h"
#include "web/csrf.h"

namespace pages::admin {
namespace {

constexpr std::string_view kCookie = "admin";
constexpr std::string_view kSecondStep = "/admin/second";

// What half a session opens.
bool is_for_half(std::string_view path) {
  return path == kSecondStep || path == "/admin/sign-out";
}

web::Problem to(std::string path, const char* why) {
  web::Problem problem{401, why};
  problem.sign_in = std::move(path);
  return problem;
}

}  // namespace

std::optional<web::Problem> refuse_audience(Ctx& ctx) {
  const auto token = session_token(ctx);
  if (!token.empty())
    ctx.staff = ctx.db.at_once("staff_session", [&](store::Tx& tx) {
      return identity::find_staff_session(tx, token, ctx.now);
    });
  if (!ctx.staff) return to("/admin/sign-in", "not signed in");
  if (!ctx.staff->whole)
    return is_for_half(ctx.req.path) ? std::nullopt
                                     : std::optional{to(std::string{kSecondStep}, "no code yet")};
  if (ctx.now - ctx.staff->last_seen_at >= std::chrono::minutes{1})
    ctx.db.at_once("session_touch", [&](store::Tx& tx) {
      identity::touch_session(tx, ctx.staff->id, identity::Area::Account, ctx.now);
      return true;
    });
  return std::nullopt;
}

bool has_token(Ctx& ctx) {
  return ctx.staff && web::csrf_fits(session_token(ctx), std::to_string(ctx.staff->id.raw()),
                                     ctx.req.body_fields().value("csrf"));
}

std::string form_token(Ctx& ctx) {
  return web::csrf_token(session_token(ctx), std::to_string(session_of(ctx).id.raw()),
                         base::hex(base::random_bytes(16)));
}

const identity::StaffSession& session_of(const Ctx& ctx) {
  BASE_CHECK(ctx.staff);
  return *ctx.staff;
}

std::string session_token(const Ctx& ctx) {
  return std::string{ctx.cookies.value(ctx.req, kCookie)};
}

void keep_session_token(const Ctx& ctx, web::Response& response, const std::string& token) {
  ctx.cookies.set(response, kCookie, token, identity::limits_of(identity::Audience::Staff).whole,
                  web::Cookies::SameSite::Strict);
}

void forget_session_token(const Ctx& ctx, web::Response& response) {
  ctx.cookies.forget(response, kCookie);
}

}  // namespace pages::admin
