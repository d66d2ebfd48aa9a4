#include "pages/account/forms.h"

#include "identity/second_step.h"
#include "pages/account/session.h"

namespace pages::account {
namespace {

std::string_view sentence(identity::PasswordRefusal why) {
  using Why = identity::PasswordRefusal;
  switch (why) {
    case Why::TooShort:
      return "This is too short.";
    case Why::TooLong:
      return "At most 128 characters, please.";
    case Why::Unreadable:
      return "This holds a character that cannot be used here.";
    case Why::Common:
      return "This one is among the first that others try. Choose another.";
    case Why::LikeYou:
      return "This is too near to your mail address or to our name. Choose another.";
  }
  throw base::BugError{"a password refused without a sentence"};
}

}  // namespace

base::Secret read_new_password(Ctx& ctx, web::Form& form, std::string_view email) {
  const auto typed = ctx.req.body_fields().value("password");
  const auto password = identity::parse_password({typed, email, ctx.config.site.name});
  if (password) return *password;
  form.refuse("password", typed.empty() ? "Please fill this in." : sentence(password.why()));
  return {};
}

web::Response sends_for_another(Ctx& ctx, identity::Audience audience, const std::string& email) {
  ctx.db.transact("account_link", [&](store::Tx& tx) {
    identity::ask_link(tx, audience, identity::Wish::Reset, email, ctx.now);
    return true;
  });
  views::FormPage page;
  page.title = "Choose another password";
  page.lead =
      "Yours is among the first that others try, so it opens nothing any more. A mail with a link "
      "to choose another one is on its way.";
  return form_page(ctx, page);
}

void read_current_password(Ctx& ctx, web::Form& form) {
  const auto& session = session_of(ctx);
  const identity::Attempt attempt{identity::Audience::Shopper, session.email,
                                  identity::typed_password(ctx.req.body_fields().value("current")),
                                  device_token(ctx), client_of(ctx)};
  if (attempt.password.empty())
    form.refuse("current", "Please fill this in.");
  else if (!identity::check_again(ctx.db, session.user, attempt, hash_slots(ctx), ctx.now))
    form.refuse("current", "This is not your password, or there were too many tries just now.");
}

base::SealKeys seal_keys(const Ctx& ctx) {
  return base::SealKeys{ctx.config.identity.seal_keys};
}

bool is_code(Ctx& ctx, base::UserId user, const std::string& code) {
  using identity::CodeAnswer;
  const auto said = identity::check_code(ctx.db, identity::Audience::Shopper, user, code,
                                         seal_keys(ctx), ctx.now);
  return said == CodeAnswer::Right || said == CodeAnswer::RightByRecovery;
}

web::Response dead_link(Ctx& ctx) {
  views::FormPage page;
  page.title = "This link does not work any more";
  page.lead =
      "It was used before, a newer mail has taken its place, or its time is over. Ask for another "
      "one; it comes within a minute.";
  const std::string door = ctx.req.path.starts_with("/admin/") ? "/admin" : "/account";
  page.links = {{door + "/forgotten", "Send me another link"}, {door + "/sign-in", "Sign in"}};
  auto response = form_page(ctx, page);
  response.status = 404;
  keep_to_ourselves(response);
  return response;
}

}  // namespace pages::account
