#include "pages/account/session.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/text.h"
#include "customers/customers.h"
#include "web/csrf.h"

namespace pages::account {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::string_view kSessionCookie = "sid";
constexpr std::string_view kDeviceCookie = "device";
constexpr hours kDeviceLifetime{24 * 365};
// A password counts as shown for so long after the last page of the account (contract sheet: 3).
constexpr minutes kStaysFresh{30};
constexpr minutes kTouchEvery{1};
// Longer than any path of ours; a longer one is somebody's experiment.
constexpr std::size_t kMostNext = 500;

void touch(Ctx& ctx, identity::Area area) {
  const auto& session = *ctx.session;
  const auto last = area == identity::Area::Account ? session.active_at : session.last_seen_at;
  if (ctx.now - last < kTouchEvery) return;
  ctx.db.at_once("session_touch", [&](store::Tx& tx) {
    identity::touch_session(tx, session.id, area, ctx.now);
    return true;
  });
}

std::string here(const Ctx& ctx) {
  if (!ctx.req.is_safe()) return "/account";
  return ctx.req.query.empty() ? ctx.req.path : ctx.req.path + '?' + ctx.req.query;
}

}  // namespace

const identity::Session* signed_in(Ctx& ctx) {
  if (!ctx.session_is_known) {
    ctx.session_is_known = true;
    const auto token = session_token(ctx);
    if (!token.empty())
      ctx.session = ctx.db.at_once("session", [&](store::Tx& tx) {
        return identity::find_session(tx, identity::Audience::Shopper, token, ctx.now);
      });
    if (ctx.session) touch(ctx, identity::Area::Shop);
  }
  return ctx.session ? &*ctx.session : nullptr;
}

cart::Buyer buyer_of(Ctx& ctx) {
  const auto* session = signed_in(ctx);
  if (session == nullptr || !session->customer) return {};
  const auto customer = *session->customer;
  return {customer,
          ctx.db.snapshot("buyer", [&](store::Tx& tx) { return customers::groups(tx, customer); })};
}

std::optional<web::Problem> refuse_audience(Ctx& ctx, web::Who who) {
  if (who != web::Who::Shopper) return web::Problem{404, "no such audience"};
  const auto* session = signed_in(ctx);
  if (session == nullptr || ctx.now - session->active_at > kStaysFresh) {
    web::Problem problem{401, session == nullptr ? "not signed in" : "signed in too long ago"};
    problem.sign_in = "/account/sign-in?next=" + base::percent_encoded(safe_next(here(ctx)));
    return problem;
  }
  touch(ctx, identity::Area::Account);
  return std::nullopt;
}

std::string form_token(Ctx& ctx) {
  return web::csrf_token(session_token(ctx), std::to_string(session_of(ctx).id.raw()),
                         base::hex(base::random_bytes(16)));
}

bool has_token(Ctx& ctx) {
  return ctx.session && web::csrf_fits(session_token(ctx), std::to_string(ctx.session->id.raw()),
                                       ctx.req.body_fields().value("csrf"));
}

const identity::Session& session_of(const Ctx& ctx) {
  BASE_CHECK(ctx.session);
  return *ctx.session;
}

base::CustomerId customer_of(const Ctx& ctx) {
  return session_of(ctx).customer.value();
}

std::string safe_next(std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>';
  });
  const bool path = text.starts_with('/') && !text.starts_with("//") && text.size() <= kMostNext;
  if (!plain || !path || text.starts_with("/account/sign-")) return "/account";
  return std::string{text};
}

identity::Client client_of(const Ctx& ctx) {
  return {ctx.req.address, std::string{ctx.req.header("User-Agent")}};
}

identity::HashSlots hash_slots(const Ctx& ctx) {
  return identity::HashSlots{ctx.config.run.dir};
}

std::string device_token(const Ctx& ctx) {
  const auto token = ctx.cookies.value(ctx.req, kDeviceCookie);
  return token.empty() ? base::random_token() : std::string{token};
}

void keep_device_token(const Ctx& ctx, web::Response& response, const std::string& token) {
  ctx.cookies.set(response, kDeviceCookie, token, kDeviceLifetime);
}

std::string session_token(const Ctx& ctx) {
  return std::string{ctx.cookies.value(ctx.req, kSessionCookie)};
}

void keep_session_token(const Ctx& ctx, web::Response& response, const std::string& token) {
  ctx.cookies.set(response, kSessionCookie, token,
                  identity::limits_of(identity::Audience::Shopper).whole);
}

void forget_session_token(const Ctx& ctx, web::Response& response) {
  ctx.cookies.forget(response, kSessionCookie);
}

}  // namespace pages::account
