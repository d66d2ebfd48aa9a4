#include "identity/second_step.h"
#include "identity/totp.h"
#include "pages/account/account.h"
#include "pages/account/enter.h"
#include "pages/account/forms.h"
#include "pages/account/session.h"
#include "views/admin_view.h"

namespace pages::account {
namespace {

struct Standing {
  bool on = false;
  std::int64_t left = 0;
};

Standing standing_of(Ctx& ctx) {
  return ctx.db.snapshot("codes", [&](store::Tx& tx) {
    const auto user = session_of(ctx).user;
    return Standing{identity::has_second_step(tx, user), identity::recovery_codes_left(tx, user)};
  });
}

views::FormPage page_of(Ctx& ctx) {
  views::FormPage page;
  page.title = "Codes of an authenticator";
  page.hidden = {{"csrf", form_token(ctx)}};
  page.links = {{"/account", "Back to your account"}};
  if (seal_keys(ctx).empty()) {
    page.lead = "The shop cannot keep the secrets of authenticators at present.";
    return page;
  }
  const auto standing = standing_of(ctx);
  if (standing.on) {
    page.lead = "Signing in asks for a code besides the password. " +
                std::to_string(standing.left) + " recovery codes are left.";
    page.action = "/account/codes/remove";
    page.button = "Ask for no code any more";
    page.fields = {kCurrentField, kCodeField};
    page.links.insert(page.links.begin(), {"/account/codes/recovery", "New recovery codes"});
  } else {
    page.lead =
        "With an authenticator on your phone, signing in asks for a code besides the password. Who "
        "knows your password alone stays outside then.";
    page.action = "/account/codes";
    page.button = "Set it up";
    page.fields = {kCurrentField};
  }
  return page;
}

web::Response again(Ctx& ctx, views::FormPage page, const web::Form& form) {
  page.errors = form.errors();
  return form_page(ctx, page);
}

web::Response enrol_page(Ctx& ctx, const base::Secret& seed, const std::string& error) {
  views::SecondStepView view;
  view.title = "Set up your authenticator";
  view.token = form_token(ctx);
  view.action = "/account/codes/confirm";
  view.button = "Turn it on";
  view.error = error;
  view.enrol = {identity::base32(seed.reveal()),
                identity::totp_uri(ctx.config.site.name, session_of(ctx).email, seed.reveal())};
  return web::Response::html(views::second_step(ctx.templates, ctx.layout, view),
                             error.empty() ? 200 : 422);
}

std::optional<base::Secret> seed_of(Ctx& ctx) {
  const auto keys = seal_keys(ctx);
  if (keys.empty()) return std::nullopt;
  return ctx.db.transact("totp_seed", [&](store::Tx& tx) {
    return identity::seed_to_confirm(tx, session_of(ctx).user, keys, ctx.now);
  });
}

views::FormPage recovery_form(Ctx& ctx) {
  views::FormPage page;
  page.title = "New recovery codes";
  page.lead = "The old ones are void then.";
  page.action = "/account/codes/recovery";
  page.button = "Make new ones";
  page.fields = {kCodeField};
  page.hidden = {{"csrf", form_token(ctx)}};
  page.links = {{"/account/codes", "Back"}};
  return page;
}

constexpr const char* kWrongCode =
    "This code is not right, or it was used before. Take the next one.";

}  // namespace

web::Response codes_form(Ctx& ctx) {
  return form_page(ctx, page_of(ctx));
}

web::Response codes_begin(Ctx& ctx) {
  web::Form form{ctx.req};
  read_current_password(ctx, form);
  if (!form.ok()) return again(ctx, page_of(ctx), form);
  const auto seed = seed_of(ctx);
  if (!seed) return web::Response::see_other("/account/codes");
  return enrol_page(ctx, *seed, {});
}

web::Response codes_confirm(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto seed = seed_of(ctx);
  if (!seed) return web::Response::see_other("/account/codes");
  const auto& session = session_of(ctx);
  const auto code = form.text("code", {1, kLongestCode});
  if (!form.ok() || !is_code(ctx, session.user, code)) return enrol_page(ctx, *seed, kWrongCode);
  // Other browsers were signed in without a code.
  const auto codes = ctx.db.transact("codes_on", [&](store::Tx& tx) {
    identity::end_sessions(tx, session.user, session.id);
    identity::announce_second_step(tx, session.user, ctx.now);
    return identity::new_recovery_codes(tx, session.user, seal_keys(ctx));
  });
  return web::Response::html(views::recovery_page(ctx.templates, ctx.layout, codes, "/account"));
}

web::Response codes_recovery_form(Ctx& ctx) {
  return form_page(ctx, recovery_form(ctx));
}

web::Response codes_recovery(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto user = session_of(ctx).user;
  const auto code = form.text("code", {1, kLongestCode});
  if (form.ok() && (!standing_of(ctx).on || !is_code(ctx, user, code)))
    form.refuse("code", kWrongCode);
  if (!form.ok()) return again(ctx, recovery_form(ctx), form);
  const auto codes = ctx.db.transact("recovery_codes", [&](store::Tx& tx) {
    return identity::new_recovery_codes(tx, user, seal_keys(ctx));
  });
  return web::Response::html(views::recovery_page(ctx.templates, ctx.layout, codes, "/account"));
}

web::Response codes_remove(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto user = session_of(ctx).user;
  const auto code = form.text("code", {1, kLongestCode});
  if (form.ok()) read_current_password(ctx, form);
  if (form.ok() && (!standing_of(ctx).on || !is_code(ctx, user, code)))
    form.refuse("code", kWrongCode);
  if (!form.ok()) return again(ctx, page_of(ctx), form);
  ctx.db.transact("codes_off", [&](store::Tx& tx) {
    identity::drop_second_step(tx, user, ctx.now);
    return true;
  });
  return web::Response::see_other("/account?done=codes_off");
}

}  // namespace pages::account
