#include "identity/second_step.h"
#include "identity/sign_in.h"
#include "pages/account/account.h"
#include "pages/account/enter.h"
#include "pages/account/forms.h"
#include "pages/account/google.h"
#include "pages/account/session.h"
#include "pages/policy.h"
#include "web/errors.h"

namespace pages::account {
namespace {

constexpr auto kShopper = identity::Audience::Shopper;

constexpr views::TextField kPasswordField{"password", "Password", "password", "current-password",
                                          "",         128,        true};

std::optional<identity::Join> join_behind(Ctx& ctx, const std::string& token) {
  if (token.empty()) return std::nullopt;
  return ctx.db.at_once("google_join",
                        [&](store::Tx& tx) { return identity::find_join(tx, token, ctx.now); });
}

bool wants_code(Ctx& ctx, const identity::Join& join) {
  return ctx.db.at_once("second_step",
                        [&](store::Tx& tx) { return identity::has_second_step(tx, join.user); });
}

views::FormPage join_page(Ctx& ctx, const identity::Join& join) {
  views::FormPage page;
  page.title = "Is this your account?";
  page.lead = "There is an account with " + join.email +
              ". Show its password once, and Google signs you in there from now on.";
  page.action = "/account/google/join";
  page.button = "Join and sign in";
  page.fields = {kPasswordField};
  if (wants_code(ctx, join)) page.fields.push_back(kCodeField);
  page.links = {{"/account/forgotten", "I forgot its password"},
                {"/account/sign-in", "Sign in without Google"}};
  return page;
}

// The code besides the password, where the account wants one.
bool shows_code(Ctx& ctx, const identity::Join& join, web::Form& form) {
  if (!wants_code(ctx, join)) return true;
  const auto code = form.text("code", {1, kLongestCode});
  if (form.ok() && is_code(ctx, join.user, code)) return true;
  form.refuse("code", "This code is not right, or it was used before.");
  return false;
}

web::Response no_join(Ctx& ctx) {
  return google_refused(ctx, 404, "This took too long, or it is done. Please begin again.");
}

Captcha captcha_of(Ctx& ctx, const identity::Join& join) {
  return {ctx, captcha::Action::Login, demand_of_sign_in(ctx, kShopper, join.email)};
}

struct Standing {
  bool has_password = false;
  std::optional<identity::Link> link{};
};

Standing standing_of(Ctx& ctx) {
  return ctx.db.snapshot("google_page", [&](store::Tx& tx) {
    const auto user = session_of(ctx).user;
    return Standing{identity::has_password(tx, user),
                    identity::linked(tx, user, ctx.google.issuer())};
  });
}

views::FormPage own_page(Ctx& ctx, const Standing& standing) {
  views::FormPage page;
  page.title = "Signing in by Google";
  page.hidden = {{"csrf", form_token(ctx)}};
  page.links = {{"/account", "Back to your account"}};
  if (!standing.has_password) {
    page.lead =
        "Google is your only way in. Choose a password first, by a link that we mail, if you want "
        "to change that.";
    page.links.insert(page.links.begin(), {"/account/forgotten", "Send me the link"});
  } else if (standing.link) {
    page.lead = "Google signs you in" +
                (standing.link->email.empty() ? std::string{} : " as " + standing.link->email) +
                ". Without it your password is the way in.";
    page.action = "/account/google/remove";
    page.button = "Not any more";
  } else {
    page.lead = "Show your password, then choose your account at Google.";
    page.action = "/account/google";
    page.button = "Go to Google";
    page.fields = {kCurrentField};
  }
  return page;
}

// Its form leads to Google: the policy names where that is.
web::Response page_to_google(Ctx& ctx, const views::FormPage& page) {
  auto response = form_page(ctx, page);
  const auto& issuer = ctx.google.issuer();
  response.header("Content-Security-Policy",
                  policy_with(kPolicy, "form-action", issuer.substr(0, issuer.find('/', 8))));
  return response;
}

}  // namespace

web::Response google_join_form(Ctx& ctx) {
  const auto join = join_behind(ctx, join_token(ctx));
  if (!join) return no_join(ctx);
  return page_with(ctx, join_page(ctx, *join), captcha_of(ctx, *join));
}

web::Response google_join(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto token = join_token(ctx);
  const auto join = join_behind(ctx, token);
  if (!join) return no_join(ctx);
  auto captcha = captcha_of(ctx, *join);
  const auto typed = ctx.req.body_fields().value("password");
  if (typed.empty()) form.refuse("password", "Please fill this in.");
  if (form.ok() && captcha.passes(form)) {
    const identity::Attempt attempt{
        kShopper,          join->email,    identity::typed_password(typed),
        device_token(ctx), client_of(ctx), captcha.proof()};
    const auto user = identity::check_password(ctx.db, attempt, hash_slots(ctx), ctx.now);
    if (user && user->id == join->user && shows_code(ctx, *join, form)) {
      const bool done = ctx.db.transact("google_joined", [&](store::Tx& tx) {
        return identity::finish_join(tx, token, ctx.now);
      });
      if (!done) return no_join(ctx);
      auto response = let_in(ctx, *user, join->next);
      forget_join_token(ctx, response);
      return response;
    }
    if (!user) count_wrong_password(ctx, kShopper, join->email);
    if (form.ok())
      form.refuse("password", "This is not its password, or there were too many tries just now.");
  }
  auto page = join_page(ctx, *join);
  page.errors = form.errors();
  return page_with(ctx, page, captcha);
}

web::Response google_form(Ctx& ctx) {
  return page_to_google(ctx, own_page(ctx, standing_of(ctx)));
}

web::Response google_link(Ctx& ctx) {
  web::Form form{ctx.req};
  read_current_password(ctx, form);
  if (form.ok()) return to_google(ctx, {"/account", session_of(ctx).user});
  auto page = own_page(ctx, standing_of(ctx));
  page.errors = form.errors();
  return page_to_google(ctx, page);
}

web::Response google_remove(Ctx& ctx) {
  const auto removed = ctx.db.transact("google_remove", [&](store::Tx& tx) {
    return identity::unlink(tx, session_of(ctx).user, ctx.google.issuer(), ctx.now);
  });
  if (removed) return web::Response::see_other("/account?done=google_left");
  switch (removed.why()) {
    case identity::UnlinkRefusal::NotLinked:
      throw web::NotFound{};
    case identity::UnlinkRefusal::LastWay: {
      auto page = google_form(ctx);
      page.status = 409;
      return page;
    }
  }
  throw base::BugError{"an identity that stays without a reason"};
}

}  // namespace pages::account
