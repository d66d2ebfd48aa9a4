#include "pages/checkout/carding.h"

#include "pages/captcha.h"
#include "pages/checkout/visit.h"
#include "pages/payment_form.h"
#include "views/account_view.h"

namespace pages::checkout {
namespace {

// Says that the form comes from the page below, so that one without an answer is told so.
constexpr const char* kShown = "proof";

void note(Ctx& ctx, const char* demand, std::string_view outcome) {
  ctx.log.write(
      base::LogLine{"carding"}.add("id", ctx.req.id).add("demand", demand).add("outcome", outcome));
}

web::Response proof_page(Ctx& ctx, const PageAsk& ask, const web::Form& form,
                         const Captcha& captcha) {
  views::FormPage page{
      .title = "One check before you pay",
      .lead =
          "Several cards were declined lately. To keep stolen cards from being tried out here, we "
          "ask who pays to show that a person does. Nothing was charged.",
      .action = ask.action,
      .button = "Go on to the payment"};
  page.hidden = ask.fields;
  page.hidden.add(kShown, "shown");
  page.errors = form.errors();
  page.links = {{ask.back_path, "Go back"}, {"/contact", "Ask us for another way to pay"}};
  page.captcha = captcha.box();
  return captcha.dressed(
      page_that_pays(ctx, views::form_page(ctx.templates, ctx.layout, page), 422));
}

}  // namespace

std::optional<web::Response> hold_up(Ctx& ctx, const payment::Payer& payer, const PageAsk& ask) {
  const auto demanded = ctx.db.at_once("carding", [&](store::Tx& tx) {
    return payment::demand(tx, payer, ctx.config.carding, ctx.now);
  });
  if (demanded == payment::Demand::None) return std::nullopt;
  if (demanded == payment::Demand::Rest || ctx.captcha.is_off()) {
    note(ctx, demanded == payment::Demand::Rest ? "rest" : "proof", "refused");
    return problem(ctx, views::CheckoutProblem::TooManyDeclines, ask.back_path);
  }
  Captcha captcha{ctx, captcha::Action::Checkout};
  web::Form form{ctx.req};
  if (form.has(kShown) && captcha.passes(form)) {
    note(ctx, "proof", captcha.proof());
    return std::nullopt;
  }
  note(ctx, "proof", form.ok() ? "asked" : "not given");
  return proof_page(ctx, ask, form, captcha);
}

}  // namespace pages::checkout
