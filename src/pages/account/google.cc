#include "pages/account/google.h"

#include "base/crypto.h"
#include "base/email.h"
#include "customers/customers.h"
#include "order/customer.h"
#include "pages/account/account.h"
#include "pages/account/enter.h"
#include "pages/account/forms.h"
#include "pages/account/session.h"

namespace pages::account {
namespace {

constexpr std::string_view kFlowCookie = "oidc";
constexpr std::string_view kJoinCookie = "join";
constexpr std::chrono::minutes kFlowLasts{10};
constexpr std::chrono::minutes kJoinLasts{15};

constexpr const char* kNotThere =
    "Google does not answer just now. Please try again in a minute, or sign in with your password.";
constexpr const char* kAgain =
    "This way back from Google was used before, is too old, or began in another browser.";

// Whom a proven identity leads to.
struct Found {
  enum class What { User, Join, Unverified, OthersCustomer } what;
  std::optional<identity::User> user{};
  std::string join{};
};

// An account for who has none, of an address that Google has verified: orders that were placed with
// it are there too.
Found open_account(store::Tx& tx, const identity::OutsideIdentity& who, const std::string& name,
                   base::Instant now) {
  const auto customer = customers::for_mail(tx, who.email, name, now);
  if (identity::of_customer(tx, customer)) return {Found::What::OthersCustomer};
  customers::verify_email(tx, customer, now);
  const auto user = identity::create_shopper(tx, who.email, name, customer, std::nullopt, now);
  BASE_CHECK(identity::link(tx, user, who, now));
  order::join_guest_orders(tx, customer, now);
  return {Found::What::User, identity::find(tx, user)};
}

// The subject alone says who it is. An address says only whose proof is wanted besides.
Found find_user(store::Tx& tx, const identity::OutsideIdentity& who, const oidc::Claims& claims,
                const std::string& next, base::Instant now) {
  if (auto user = identity::find_linked(tx, who)) return {Found::What::User, std::move(user)};
  if (!claims.email_verified || who.email.empty()) return {Found::What::Unverified};
  if (const auto account = identity::find_by_mail(tx, identity::Audience::Shopper, who.email))
    return {Found::What::Join, {}, identity::begin_join(tx, account->id, who, next, now).reveal()};
  return open_account(tx, who, claims.name, now);
}

void record(Ctx& ctx, std::optional<base::UserId> user, const std::string& reason) {
  ctx.db.at_once("google_attempt", [&](store::Tx& tx) {
    identity::record_outside_attempt(tx, user, client_of(ctx), reason, ctx.now);
    return true;
  });
}

web::Response refused(Ctx& ctx, const std::string& reason, int status, const char* sentence) {
  record(ctx, std::nullopt, reason);
  return google_refused(ctx, status, sentence);
}

web::Response sign_in_by(Ctx& ctx, const identity::OutsideIdentity& who, const oidc::Claims& claims,
                         const std::string& next) {
  const auto found = ctx.db.transact(
      "google_find", [&](store::Tx& tx) { return find_user(tx, who, claims, next, ctx.now); });
  switch (found.what) {
    case Found::What::User:
      record(ctx, found.user.value().id, "");
      return entered(ctx, *found.user, next);
    case Found::What::Join: {
      auto response = web::Response::see_other("/account/google/join");
      keep_join_token(ctx, response, found.join);
      return response;
    }
    case Found::What::Unverified:
      return refused(ctx, "email_unverified", 400,
                     "Google has not verified your mail address. Please open an account by a link "
                     "that we send there.");
    case Found::What::OthersCustomer:
      return refused(ctx, "others_customer", 409,
                     "Orders of your mail address are kept with an account that signs in with "
                     "another one. Write to us and we part them.");
  }
  throw base::BugError{"an identity that leads nowhere"};
}

web::Response link_to(Ctx& ctx, base::UserId user, const identity::OutsideIdentity& who) {
  const auto* session = signed_in(ctx);
  if (session == nullptr || session->user != user) return refused(ctx, "session", 400, kAgain);
  const bool done = ctx.db.transact(
      "google_link", [&](store::Tx& tx) { return identity::link(tx, user, who, ctx.now); });
  if (!done)
    return refused(ctx, "linked_already", 409,
                   "This Google account signs in somebody else here, or another one is joined to "
                   "your account already.");
  return web::Response::see_other("/account?done=google");
}

// Reads the answer of Google's page; the flow is used up by it, whatever it says.
web::Response came_back(Ctx& ctx, const identity::Flow& flow, const std::string& state) {
  const auto& query = ctx.req.query_fields();
  const auto* issuer = query.find("iss");
  if (issuer != nullptr && *issuer != ctx.google.issuer())
    return refused(ctx, "issuer", 400, kAgain);
  if (query.find("error") != nullptr)
    return refused(ctx, "denied", 400, "Google has not signed you in. You can try again.");
  const auto claims = ctx.google.exchange(
      ctx.cache, std::string{query.value("code")},
      {state, base::Secret{std::string{ctx.cookies.value(ctx.req, kFlowCookie)}}}, ctx.now,
      ctx.deadline);
  if (!claims)
    return refused(ctx, claims.why().reason, 400,
                   "Google's answer does not fit to what was asked. You can try again.");
  const identity::OutsideIdentity who{ctx.google.issuer(), claims->subject,
                                      base::parse_email(claims->email).value_or("")};
  return flow.user ? link_to(ctx, *flow.user, who) : sign_in_by(ctx, who, *claims, flow.next);
}

}  // namespace

web::Response google_refused(Ctx& ctx, int status, const std::string& sentence) {
  views::FormPage page;
  page.title = "You are not signed in";
  page.lead = sentence;
  page.links = {{"/auth/google", "Sign in by Google"},
                {"/account/sign-in", "Sign in with a password"},
                {"/account/register", "I have no account yet"}};
  auto response = form_page(ctx, page);
  response.status = status;
  if (status == 503) response.header("Retry-After", "60");
  response.header("Referrer-Policy", "no-referrer");
  return response;
}

web::Response to_google(Ctx& ctx, const identity::Flow& flow) {
  // Two tabs share the cookie, and each has a state of its own.
  auto secret = link_token(ctx.cookies.value(ctx.req, kFlowCookie));
  if (secret.empty()) secret = base::random_token();
  const auto state = base::random_token();
  std::string url;
  try {
    url = ctx.google.authorization_url(ctx.cache, {state, base::Secret{secret}}, ctx.now,
                                       ctx.deadline);
  } catch (const oidc::Unavailable&) {
    return google_refused(ctx, 503, kNotThere);
  }
  ctx.db.at_once("google_begin", [&](store::Tx& tx) {
    identity::begin_flow(tx, state, secret, flow, ctx.now);
    return true;
  });
  auto response = web::Response::see_other_outside(url);
  ctx.cookies.set(response, kFlowCookie, secret, kFlowLasts);
  return response;
}

web::Response google(Ctx& ctx) {
  return to_google(ctx, {safe_next(ctx.req.query_fields().value("next")), std::nullopt});
}

web::Response google_callback(Ctx& ctx) {
  const auto state = link_token(ctx.req.query_fields().value("state"));
  const auto browser = std::string{ctx.cookies.value(ctx.req, kFlowCookie)};
  const auto flow =
      state.empty() ? std::nullopt : ctx.db.at_once("google_back", [&](store::Tx& tx) {
        return identity::take_flow(tx, state, browser, ctx.now);
      });
  if (!flow) return refused(ctx, "state", 400, kAgain);
  try {
    auto response = came_back(ctx, *flow, state);
    response.header("Referrer-Policy", "no-referrer");
    return response;
  } catch (const oidc::Unavailable&) {
    return google_refused(ctx, 503, kNotThere);
  }
}

std::string join_token(const Ctx& ctx) {
  return link_token(ctx.cookies.value(ctx.req, kJoinCookie));
}

void keep_join_token(const Ctx& ctx, web::Response& response, const std::string& token) {
  ctx.cookies.set(response, kJoinCookie, token, kJoinLasts);
}

void forget_join_token(const Ctx& ctx, web::Response& response) {
  ctx.cookies.forget(response, kJoinCookie);
}

}  // namespace pages::account
