#include "pages/shop/cart.h"

#include "base/text.h"
#include "pages/account/session.h"
#include "pages/payment_form.h"
#include "pages/shop/cart_page.h"
#include "pages/shop/cart_words.h"
#include "pages/shop/shopper.h"

namespace pages::shop {

views::CartView current_cart(Ctx& ctx) {
  const auto token = cart_token(ctx);
  const auto buyer = account::buyer_of(ctx);
  const auto cart = ctx.db.at_once(
      "cart_view", [&](store::Tx& tx) { return cart::view(tx, token, buyer, ctx.now); });
  auto view = to_view(cart, ctx.now);
  if (cart.may_be_lowered) {
    const auto id = cart.lines.front().cart;
    const auto pricing = ctx.db.snapshot(
        "cart_pricing", [&](store::Tx& tx) { return cart::pricing(tx, id, "", buyer, ctx.now); });
    show_promotions(view, pricing, ctx.now);
  }
  if (cart.has_gift_cards || (buyer.customer && !cart.lines.empty())) {
    const auto id = cart.lines.front().cart;
    show_gift_cards(view, ctx.db.snapshot("cart_purses", [&](store::Tx& tx) {
      return cart::purses(tx, id, buyer, ctx.now);
    }));
  }
  return view;
}

namespace {

// What /cart/remove says in the address of the cart, so that it can be undone by a plain form. An
// address that says nothing of use, and a line that is back, offer nothing.
std::optional<views::RemovedLineView> just_removed(Ctx& ctx, const views::CartView& view) {
  const auto& query = ctx.req.query_fields();
  const auto id = base::parse_integer<std::int64_t>(query.value("removed"));
  const auto units = base::parse_integer<int>(query.value("units"));
  if (!id || *id < 1 || !units || *units < 1 || *units > kMostTyped ||
      view.mode != views::CartMode::Open)
    return std::nullopt;
  const base::VariantId variant{*id};
  for (const auto& line : view.lines)
    if (line.variant == variant) return std::nullopt;
  const auto offered =
      ctx.db.at_once("cart_offered", [&](store::Tx& tx) { return cart::offered(tx, variant); });
  if (!offered) return std::nullopt;
  return views::RemovedLineView{variant, offered->title, *units, offered->price};
}

// What signing in says in the address of the cart (account::sign_in_save): how many units came from
// another cart, and the lines of which there was too little for both.
std::vector<std::string> just_joined(Ctx& ctx, const views::CartView& view) {
  const auto& query = ctx.req.query_fields();
  const auto units = base::parse_integer<int>(query.value("joined"));
  if (!units || *units < 1 || *units > kMostTyped) return {};
  std::vector<std::string> said{"Your account had a cart already. " + views::units_text(*units) +
                                " came together with what was in it."};
  const auto cut = ',' + std::string{query.value("cut")} + ',';
  for (const auto& line : view.lines)
    if (cut.find(',' + std::to_string(line.variant.raw()) + ',') != std::string::npos)
      said.push_back(line.title + ": not all units of both carts can be had. Now it is " +
                     views::units_text(line.units) + ".");
  return said;
}

}  // namespace

web::Response cart(Ctx& ctx) {
  auto view = current_cart(ctx);
  view.removed = just_removed(ctx, view);
  const auto saved = base::parse_integer<std::int64_t>(ctx.req.query_fields().value("saved"));
  if (saved && *saved > 0) view.saved_list = "/lists/" + std::to_string(*saved);
  const auto left = base::parse_integer<int>(ctx.req.query_fields().value("left"));
  view.left = left && *left > 0 && *left <= cart::kMostLines ? *left : 0;
  view.joined = just_joined(ctx, view);
  return page_that_pays(ctx, views::cart_page(ctx.templates, ctx.layout, view));
}

web::Response cart_again(Ctx& ctx, int status, base::VariantId variant, std::string_view typed,
                         const std::string& error) {
  auto view = current_cart(ctx);
  bool on_line = false;
  for (auto& line : view.lines) {
    if (line.variant != variant || view.mode != views::CartMode::Open) continue;
    line.typed = typed;
    line.error = error;
    on_line = true;
  }
  if (!on_line) view.error = error;
  return page_that_pays(ctx, views::cart_page(ctx.templates, ctx.layout, view), status);
}

}  // namespace pages::shop
