#include "identity/sign_in.h"
#include "identity/totp.h"
#include "pages/account/forms.h"
#include "pages/account/session.h"
#include "pages/admin/admin.h"
#include "pages/admin/session.h"
#include "views/admin_view.h"
#include "web/form.h"

namespace pages::admin {
namespace {

using identity::CodeAnswer;

// How many characters a code may have as typed: a recovery code with blanks around its dashes.
constexpr std::size_t kLongestCode = 40;
constexpr const char* kTooOften = "/admin/sign-in?wait=1";
constexpr const char* kWrongCode =
    "This code is not right, or it was used before. Take the next one; the clocks must agree to "
    "half "
    "a minute.";

web::Response code_page(Ctx& ctx, const std::string& next, const base::FieldErrors& errors) {
  views::FormPage page;
  page.title = "Staff: a code again";
  page.lead =
      "What comes next does harm in the wrong hands. A code of your authenticator shows that "
      "it is you still.";
  page.action = "/admin/code";
  page.button = "Go on";
  page.fields = {account::kCodeField};
  page.hidden = {{"csrf", form_token(ctx)}, {"next", next}};
  page.errors = errors;
  page.links = {{"/admin", "Not now"}};
  return form_page(ctx, page);
}

web::Response second_page(Ctx& ctx, const std::string& error) {
  const auto& session = session_of(ctx);
  views::SecondStepView view;
  view.token = form_token(ctx);
  view.error = error;
  if (!session.has_codes) {
    const auto keys = account::seal_keys(ctx);
    const auto seed = act(ctx, "totp_seed", [&](store::Tx& tx) {
      return identity::seed_to_confirm(tx, session.user, keys, ctx.now);
    });
    if (seed)
      view.enrol = {identity::base32(seed->reveal()),
                    identity::totp_uri(ctx.config.site.name, session.email, seed->reveal())};
  }
  return web::Response::html(views::second_step(ctx.templates, ctx.layout, view),
                             error.empty() ? 200 : 422);
}

// Whole, under another token, in a browser that is known from now on; the first code brings the
// recovery codes with it.
web::Response let_in(Ctx& ctx) {
  const auto& session = session_of(ctx);
  const auto device = account::device_token(ctx);
  const auto keys = account::seal_keys(ctx);
  std::vector<std::string> codes;
  const auto token = act(ctx, "staff_in", [&](store::Tx& tx) {
    codes.clear();
    identity::know_device(tx, identity::Audience::Staff, session.user, device, ctx.now);
    if (!session.has_codes) codes = identity::new_recovery_codes(tx, session.user, keys);
    return identity::make_whole(tx, session.id, ctx.now);
  });
  auto response =
      codes.empty()
          ? web::Response::see_other("/admin")
          : web::Response::html(views::recovery_page(ctx.templates, ctx.layout, codes, "/admin"));
  keep_session_token(ctx, response, token.reveal());
  account::keep_device_token(ctx, response, device);
  return response;
}

}  // namespace

web::Response second_form(Ctx& ctx) {
  if (session_of(ctx).whole) return web::Response::see_other("/admin");
  return second_page(ctx, {});
}

web::Response second_save(Ctx& ctx) {
  if (session_of(ctx).whole) return web::Response::see_other("/admin");
  web::Form form{ctx.req};
  const auto code = form.text("code", {1, kLongestCode});
  if (!form.ok()) return second_page(ctx, std::string{form.errors().value("code")});
  switch (identity::check_code(ctx.db, identity::Audience::Staff, session_of(ctx).user, code,
                               account::seal_keys(ctx), ctx.now)) {
    case CodeAnswer::Right:
    case CodeAnswer::RightByRecovery:
      return let_in(ctx);
    case CodeAnswer::Wrong:
      return second_page(ctx, kWrongCode);
    case CodeAnswer::Waiting:
      return put_out(ctx, kTooOften);
  }
  throw base::BugError{"a code without an answer"};
}

web::Response code_form(Ctx& ctx) {
  return code_page(ctx, safe_next(ctx.req.query_fields().value("next")), {});
}

web::Response code_save(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto next = safe_next(ctx.req.body_fields().value("next"));
  const auto code = form.text("code", {1, kLongestCode});
  if (!form.ok()) return code_page(ctx, next, form.errors());
  switch (identity::check_code(ctx.db, identity::Audience::Staff, session_of(ctx).user, code,
                               account::seal_keys(ctx), ctx.now)) {
    case CodeAnswer::Right:
    case CodeAnswer::RightByRecovery:
      act(ctx, "staff_proof", [&](store::Tx& tx) {
        identity::prove_session(tx, session_of(ctx).id, ctx.now);
        return true;
      });
      return web::Response::see_other(next);
    case CodeAnswer::Wrong:
      return code_page(ctx, next, {{"code", kWrongCode}});
    case CodeAnswer::Waiting:
      return put_out(ctx, kTooOften);
  }
  throw base::BugError{"a code without an answer"};
}

web::Response recovery_codes(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto code = form.text("code", {1, kLongestCode});
  const auto keys = account::seal_keys(ctx);
  const auto& session = session_of(ctx);
  if (!form.ok() || identity::check_code(ctx.db, identity::Audience::Staff, session.user, code,
                                         keys, ctx.now) != CodeAnswer::Right)
    return web::Response::see_other("/admin?code=wrong");
  const auto codes = act(ctx, "recovery_codes", [&](store::Tx& tx) {
    return identity::new_recovery_codes(tx, session.user, keys);
  });
  return web::Response::html(views::recovery_page(ctx.templates, ctx.layout, codes, "/admin"));
}

}  // namespace pages::admin
