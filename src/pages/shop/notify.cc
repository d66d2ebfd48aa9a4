#include "pages/shop/notify.h"

#include "inventory/waits.h"
#include "pages/account/forms.h"
#include "pages/captcha.h"
#include "web/errors.h"

namespace pages::shop {
namespace {

// The page of a link: a question and one button.
web::Response ask(Ctx& ctx, views::FormPage page) {
  const auto token = link_token(ctx.req.query_fields().value("t"));
  if (token.empty()) throw web::NotFound{};
  page.hidden = {{"t", token}};
  return question_page(ctx, page);
}

web::Response too_late(Ctx& ctx) {
  return said_page(
      ctx, "This link does not work any more",
      "A newer mail has taken its place, or its time is over. The product's page has the "
      "form for another one.",
      404);
}

template <class Work>
bool with_token(Ctx& ctx, const Work& work) {
  const auto token = link_token(ctx.req.body_fields().value("t"));
  return !token.empty() &&
         ctx.db.transact("notify", [&](store::Tx& tx) { return work(tx, token, ctx.now); });
}

}  // namespace

web::Response notify(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto variant = form.id<base::VariantId>("variant");
  const auto email = form.email("email");
  if (form.errors().find("variant") != nullptr) throw web::NotFound{};
  // The form on a product's page is generated and has no widget: its sender is asked here.
  Captcha captcha{ctx, captcha::Action::Notify};
  if (!form.ok() || !captcha.passes(form)) {
    views::FormPage page;
    page.title = "When it is back";
    page.lead = "Tell us where to write to when this offer can be bought again.";
    page.action = "/notify";
    page.button = "Write to me";
    page.fields = {kEmailField};
    page.hidden = {{"variant", std::to_string(variant.raw())}};
    page.typed = form.kept();
    page.errors = form.errors();
    return page_with(ctx, std::move(page), captcha);
  }
  const auto asked = ctx.db.transact("notify", [&](store::Tx& tx) {
    return inventory::wait_for_stock(tx, variant, email, ctx.now);
  });
  if (!asked) throw web::NotFound{};
  return web::Response::see_other("/notify/sent");
}

web::Response notify_sent(Ctx& ctx) {
  return said_page(
      ctx, "Look into your mailbox",
      "We have sent a mail that asks whether it was you. Say yes there, and we write once "
      "more, when the goods are back.");
}

web::Response notify_confirm_form(Ctx& ctx) {
  views::FormPage page;
  page.title = "Shall we write when it is back?";
  page.lead = "One mail, on the day the goods can be bought again. No other mail follows from it.";
  page.action = "/notify/confirm";
  page.button = "Yes, write to me";
  return ask(ctx, std::move(page));
}

web::Response notify_confirm(Ctx& ctx) {
  if (!with_token(ctx, inventory::confirm_wait)) return too_late(ctx);
  return said_page(ctx, "We shall write to you",
                   "As soon as the goods can be bought again. The mail has a link to end this.");
}

web::Response notify_stop_form(Ctx& ctx) {
  views::FormPage page;
  page.title = "No more mails about goods that are back?";
  page.lead = "Everything that this mailbox waits for is forgotten.";
  page.action = "/notify/stop";
  page.button = "Yes, no more of them";
  return ask(ctx, std::move(page));
}

web::Response notify_stop(Ctx& ctx) {
  if (!with_token(ctx, inventory::end_wait)) return too_late(ctx);
  return said_page(ctx, "No more such mails", "This mailbox waits for nothing any more.");
}

}  // namespace pages::shop
