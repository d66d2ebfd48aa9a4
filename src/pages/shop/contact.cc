#include "pages/shop/contact.h"

#include <algorithm>

#include "cart/sale.h"
#include "catalog/compared.h"
#include "order/enquiry.h"
#include "pages/captcha.h"
#include "pages/shop/shopper.h"
#include "shipping/shipping.h"
#include "views/enquiry_view.h"
#include "web/form.h"

namespace pages::shop {
namespace {

constexpr int kMostUnits = 9'999;

// What the question is about, for the page and as rows.
struct About {
  std::vector<views::EnquiryGoods> goods;
  std::vector<order::Wanted> wanted;
};

About about_sku(store::Tx& tx, const std::string& sku, int units) {
  const auto card = catalog::card_of_sku(tx, sku);
  const auto line = ::shipping::line_of_sku(tx, sku, units);
  if (!card || !line) return {};
  return {{{card->title, card->path, units}}, {{line->variant, units}}};
}

About about_cart(store::Tx& tx, const std::string& token, base::Instant now) {
  About about;
  const auto cart = cart::find_cart(tx, token);
  if (!cart) return about;
  for (const auto& line : cart::sale_lines(tx, cart->id, now)) {
    about.goods.push_back({line.title, "/p/" + line.slug, line.units});
    about.wanted.push_back({line.variant, line.units});
  }
  return about;
}

About read_about(Ctx& ctx, const std::string& sku, bool of_cart, int units) {
  if (sku.empty() && !of_cart) return {};
  const auto token = cart_token(ctx);
  return ctx.db.snapshot("contact", [&](store::Tx& tx) {
    return of_cart ? about_cart(tx, token, ctx.now) : about_sku(tx, sku, units);
  });
}

web::Response page(Ctx& ctx, const About& about, const std::string& sku, bool of_cart,
                   const web::Form& form, const Captcha& captcha) {
  views::EnquiryView view;
  view.typed = form.kept();
  view.errors = form.errors();
  view.goods = about.goods;
  view.of_cart = of_cart && !about.goods.empty();
  if (!of_cart && !about.goods.empty()) view.sku = sku;
  view.captcha = captcha.box();
  return captcha.dressed(web::Response::html(views::enquiry_page(ctx.templates, ctx.layout, view),
                                             view.errors.empty() ? 200 : 422));
}

constexpr web::TextLimits kSku{0, 100};

}  // namespace

web::Response contact(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto sku = form.text("sku", kSku);
  const bool of_cart = form.has("cart");
  return page(ctx, read_about(ctx, sku, of_cart, 1), sku, of_cart, form,
              Captcha{ctx, captcha::Action::Contact});
}

web::Response contact_send(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto sku = form.text("sku", kSku);
  const bool of_cart = form.has("cart");
  const int units = sku.empty() ? 1 : form.integer("units", 1, kMostUnits);
  order::Question question;
  question.email = form.email("email");
  question.name = form.text("name", {1, 60});
  question.company = form.text("company", {0, 60});
  question.message = form.text("message", {0, 4000, base::Lines::Many});
  const auto about = read_about(ctx, sku, of_cart, std::max(units, 1));
  question.wanted = about.wanted;
  if (form.ok() && question.message.empty() && question.wanted.empty())
    form.refuse("message", "Please write what you want to know.");
  Captcha captcha{ctx, captcha::Action::Contact};
  if (!form.ok() || !captcha.passes(form)) return page(ctx, about, sku, of_cart, form, captcha);
  // Refused: somebody sent nothing, which the form has just ruled out.
  const auto kept = ctx.db.transact(
      "contact_send", [&](store::Tx& tx) { return order::enquire(tx, question, ctx.now); });
  BASE_CHECK(kept);
  return web::Response::see_other("/contact/sent");
}

web::Response contact_sent(Ctx& ctx) {
  return web::Response::html(views::enquiry_sent_page(ctx.templates, ctx.layout));
}

}  // namespace pages::shop
