#include "pages/account/account.h"
#include "pages/account/forms.h"
#include "pages/account/session.h"

namespace pages::account {
namespace {

views::FormPage form_of(identity::Wish wish) {
  views::FormPage page;
  page.fields = {kEmailField};
  if (wish == identity::Wish::Register) {
    page.title = "Open an account";
    page.lead =
        "An account keeps your addresses and shows your orders, also those from before it. You can "
        "always buy without one.";
    page.action = "/account/register";
    page.button = "Send me the link";
    page.links = {{"/account/sign-in", "I have an account: sign in"}};
  } else {
    page.title = "Choose a new password";
    page.lead = "Tell us your mail address, and we send a link there by which you choose one.";
    page.action = "/account/forgotten";
    page.button = "Send me the link";
    page.links = {{"/account/sign-in", "Back to signing in"}};
  }
  return page;
}

captcha::Action action_of(identity::Wish wish) {
  return wish == identity::Wish::Register ? captcha::Action::Register : captcha::Action::Forgot;
}

web::Response blank(Ctx& ctx, identity::Wish wish) {
  return page_with(ctx, form_of(wish), Captcha{ctx, action_of(wish)});
}

// The same statements for every address: who has an account is looked up when the mail is written.
web::Response save(Ctx& ctx, identity::Wish wish) {
  web::Form form{ctx.req};
  const auto email = form.email("email");
  Captcha captcha{ctx, action_of(wish)};
  if (!form.ok() || !captcha.passes(form)) {
    auto page = form_of(wish);
    page.typed = form.kept();
    page.errors = form.errors();
    return page_with(ctx, page, captcha);
  }
  ctx.db.transact("account_link", [&](store::Tx& tx) {
    identity::ask_link(tx, identity::Audience::Shopper, wish, email, ctx.now);
    return true;
  });
  return web::Response::see_other("/account/sent");
}

}  // namespace

web::Response register_form(Ctx& ctx) {
  return blank(ctx, identity::Wish::Register);
}

web::Response register_save(Ctx& ctx) {
  return save(ctx, identity::Wish::Register);
}

web::Response forgotten_form(Ctx& ctx) {
  return blank(ctx, identity::Wish::Reset);
}

web::Response forgotten_save(Ctx& ctx) {
  return save(ctx, identity::Wish::Reset);
}

web::Response sent(Ctx& ctx) {
  views::FormPage page;
  page.title = "Look into your mailbox";
  page.lead =
      "We have sent a mail with a link to the address you gave. It comes within a minute; look "
      "among the unwanted mails too. After three mails in an hour we wait a while.";
  page.links = {{"/account/sign-in", "Sign in"}, {"/", "To the start page"}};
  return form_page(ctx, page);
}

}  // namespace pages::account
