#include "pages/shop/newsletter.h"

#include "mailing/newsletter.h"
#include "pages/form_page.h"
#include "web/errors.h"

namespace pages::shop {
namespace {

constexpr views::TextField kMailbox{"email", "E-mail", "email", "email", "", 254, true};

std::string from_of(const base::Fields& fields) {
  const auto source =
      fields.value("from") == "foot" ? mailing::Source::Foot : mailing::Source::Page;
  return std::string{to_word(source)};
}

web::Response ask_page(Ctx& ctx, const web::Form& form, const std::string& from,
                       const Captcha& captcha) {
  views::FormPage page;
  page.title = "Newsletter";
  page.lead =
      "What has come in, what costs less, new guides: not more than one mail a week. Each has a "
      "link that ends it, and the address is used for nothing else.";
  page.action = "/newsletter";
  page.button = "Sign me up";
  page.fields = {kMailbox};
  page.hidden = {{"from", from}};
  page.typed = form.kept();
  page.errors = form.errors();
  page.links = {{"/pages/privacy", "What we do with your data"}};
  return page_with(ctx, std::move(page), captcha);
}

web::Response dead_link(Ctx& ctx) {
  return said_page(ctx, "This link does not work any more",
                   "A newer mail has taken its place, or its time is over. The form for another "
                   "one is at the foot of each page, under Newsletter.",
                   404);
}

std::string token_of(const base::Fields& fields) {
  auto token = link_token(fields.value("t"));
  if (token.empty()) throw web::NotFound{};
  return token;
}

}  // namespace

web::Response newsletter(Ctx& ctx) {
  return ask_page(ctx, web::Form{ctx.req}, from_of(ctx.req.query_fields()),
                  Captcha{ctx, captcha::Action::Newsletter});
}

web::Response newsletter_ask(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto email = form.email("email");
  const auto from = from_of(ctx.req.body_fields());
  Captcha captcha{ctx, captcha::Action::Newsletter};
  if (!form.ok() || !captcha.passes(form)) return ask_page(ctx, form, from, captcha);
  const auto source = from == "foot" ? mailing::Source::Foot : mailing::Source::Page;
  ctx.db.transact("newsletter_ask", [&](store::Tx& tx) {
    mailing::ask_for_newsletter(tx, email, source, ctx.now);
    return base::Done{};
  });
  return web::Response::see_other("/newsletter/sent");
}

web::Response newsletter_sent(Ctx& ctx) {
  return said_page(ctx, "Look into your mailbox",
                   "We have sent a mail that asks whether it was you. The newsletter comes once "
                   "you say yes there. No mail comes to who gets the newsletter already, or has "
                   "ended it: write to us then.");
}

web::Response newsletter_confirm_form(Ctx& ctx) {
  views::FormPage page;
  page.title = "Shall we send you the newsletter?";
  page.lead = "Not more than one mail a week. Each has a link that ends it.";
  page.action = "/newsletter/confirm";
  page.button = "Yes, send it to me";
  page.hidden = {{"t", token_of(ctx.req.query_fields())}};
  return question_page(ctx, page);
}

web::Response newsletter_confirm(Ctx& ctx) {
  const auto token = token_of(ctx.req.body_fields());
  const bool is_ours = ctx.db.transact("newsletter_confirm", [&](store::Tx& tx) {
    return mailing::confirm_newsletter(tx, token, ctx.now);
  });
  if (!is_ours) return dead_link(ctx);
  return said_page(ctx, "You get the newsletter from now on",
                   "A mail with the link to end it is on its way.");
}

web::Response newsletter_stop_form(Ctx& ctx) {
  views::FormPage page;
  page.title = "No more newsletter?";
  page.lead = "This mailbox gets none from now on, and no question about it either.";
  page.action = "/newsletter/stop?t=" + token_of(ctx.req.query_fields());
  page.button = "Yes, no more of it";
  return question_page(ctx, page);
}

web::Response newsletter_stop(Ctx& ctx) {
  const auto token = token_of(ctx.req.query_fields());
  const bool is_ours = ctx.db.transact("newsletter_stop", [&](store::Tx& tx) {
    return mailing::stop_newsletter(tx, token, ctx.now);
  });
  if (!is_ours) return dead_link(ctx);
  return said_page(ctx, "No more newsletter",
                   "This mailbox gets none any more. If you want it back one day, write to us.");
}

}  // namespace pages::shop
