#include "identity/second_step.h"
#include "pages/account/account.h"
#include "pages/account/enter.h"
#include "pages/account/forms.h"
#include "pages/account/session.h"

namespace pages::account {
namespace {

using identity::CodeAnswer;

std::optional<identity::Session> half_session(Ctx& ctx) {
  const auto token = session_token(ctx);
  if (token.empty()) return std::nullopt;
  return ctx.db.at_once("half_session", [&](store::Tx& tx) {
    return identity::find_half_session(tx, token, ctx.now);
  });
}

views::FormPage page_of(const std::string& next) {
  views::FormPage page;
  page.title = "The code of your authenticator";
  page.action = "/account/second";
  page.button = "Sign in";
  page.fields = {kCodeField};
  page.hidden = {{"next", next}};
  page.links = {{"/account/sign-in", "Begin again"}};
  return page;
}

web::Response too_late(Ctx& ctx, const char* title, const char* lead) {
  views::FormPage page;
  page.title = title;
  page.lead = lead;
  page.links = {{"/account/sign-in", "Sign in"}};
  auto response = form_page(ctx, page);
  response.status = 404;
  return response;
}

web::Response begin_again(Ctx& ctx) {
  return too_late(ctx, "Please sign in again",
                  "There are ten minutes from the password to the code.");
}

}  // namespace

web::Response second_form(Ctx& ctx) {
  if (!half_session(ctx)) return begin_again(ctx);
  return form_page(ctx, page_of(safe_next(ctx.req.query_fields().value("next"))));
}

web::Response second_save(Ctx& ctx) {
  const auto session = half_session(ctx);
  if (!session) return begin_again(ctx);
  web::Form form{ctx.req};
  const auto next = safe_next(form.text("next", kNextLimits));
  const auto code = form.text("code", {1, kLongestCode});
  if (form.ok()) {
    switch (identity::check_code(ctx.db, identity::Audience::Shopper, session->user, code,
                                 seal_keys(ctx), ctx.now)) {
      case CodeAnswer::Right:
      case CodeAnswer::RightByRecovery:
        return let_in(ctx, {session->user, session->email, session->name, session->customer}, next);
      case CodeAnswer::Wrong:
        form.refuse("code",
                    "This code is not right, or it was used before. Take the next one; the clocks "
                    "must agree to half a minute.");
        break;
      case CodeAnswer::Waiting: {
        ctx.db.at_once("sign_out", [&](store::Tx& tx) {
          return identity::end_session(tx, session->user, session->id);
        });
        auto response =
            too_late(ctx, "Too many wrong codes", "Wait a quarter of an hour, then sign in again.");
        forget_session_token(ctx, response);
        return response;
      }
    }
  }
  auto page = page_of(next);
  page.errors = form.errors();
  return form_page(ctx, page);
}

}  // namespace pages::account
