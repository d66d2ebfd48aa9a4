#include "pages/admin/session.h"

#include <array>

#include "base/crypto.h"
#include "base/text.h"
#include "identity/sessions.h"
#include "pages/account/session.h"
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

// Where a code was missing, seen from behind it: the same page, or the panel of a form, whose
// fields are not kept.
std::string way_back(const Ctx& ctx) {
  if (ctx.req.is_safe()) return ctx.req.path;
  const auto panel = ctx.req.path.find('/', std::string_view{"/admin/"}.size());
  return ctx.req.path.substr(0, panel);
}

bool is_fresh(const Ctx& ctx) {
  const auto lasts = ctx.req.is_safe() ? kFreshFor / 2 : kFreshFor;
  return ctx.staff->proved_at && ctx.now - *ctx.staff->proved_at < lasts;
}

struct Panel {
  const char* path;
  const char* name;
  const char* permission;  // "" opens it to everybody
};
constexpr std::array kPanels{Panel{"/admin", "Home", ""},
                             Panel{"/admin/orders", "Orders", "orders.view"},
                             Panel{"/admin/certificates", "Certificates", "tax.certificates"},
                             Panel{"/admin/catalog", "Catalog", "catalog.import"},
                             Panel{"/admin/pictures", "Photos of goods", "catalog.edit"},
                             Panel{"/admin/reviews", "Reviews", "reviews.decide"},
                             Panel{"/admin/staff", "Staff", "staff.view"},
                             Panel{"/admin/keys", "Keys of the API", "keys.manage"}};

}  // namespace

std::optional<web::Problem> refuse_audience(Ctx& ctx, const Route& route) {
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
  if (!route.scope.empty() && !ctx.staff->may(route.scope))
    return web::Problem{403, "lacks the permission " + std::string{route.scope}};
  if (route.proof == web::Proof::FreshCode && !is_fresh(ctx))
    return to("/admin/code?next=" + base::percent_encoded(safe_next(way_back(ctx))),
              "no code lately");
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

audit::Actor actor_of(const Ctx& ctx) {
  return {"staff " + std::to_string(session_of(ctx).user.raw()), ctx.req.address, ctx.req.id};
}

std::string safe_next(std::string_view text) {
  const auto next = account::safe_next(text);
  const bool below = next.starts_with("/admin/") && next.find("..") == std::string::npos;
  return below && !next.starts_with("/admin/code") ? next : "/admin";
}

views::Desk desk_of(Ctx& ctx, const std::string& here) {
  views::Desk desk{form_token(ctx), {}, here};
  for (const auto& panel : kPanels)
    if (*panel.permission == '\0' || session_of(ctx).may(panel.permission))
      desk.panels.push_back({panel.path, panel.name});
  return desk;
}

web::Response put_out(Ctx& ctx, std::string_view to) {
  ctx.db.at_once("sign_out", [&](store::Tx& tx) {
    return identity::end_session(tx, session_of(ctx).user, session_of(ctx).id);
  });
  auto response = web::Response::see_other(to);
  forget_session_token(ctx, response);
  return response;
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
