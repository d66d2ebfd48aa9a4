#include "base/text.h"
#include "pages/orders/door.h"
#include "pages/orders/orders.h"
#include "pages/payment_form.h"
#include "payment/balance.h"
#include "views/pay_view.h"

namespace pages::orders {

web::Response pay(Ctx& ctx) {
  const auto token = token_of(ctx);
  return ctx.db.snapshot("order_pay", [&](store::Tx& tx) {
    const auto found = behind_token(tx, ctx, token);
    views::PayView view;
    view.number = found.number.value_or("");
    view.token = token;
    view.due = payment::payable_online(tx, found.id);
    view.order_path =
        "/orders/" + base::percent_encoded(view.number) + "?t=" + base::percent_encoded(token);
    auto page = page_that_pays(ctx, views::pay_page(ctx.templates, ctx.layout, view));
    // The address holds the token: it must not travel on in a Referer; its form needs an Origin.
    page.header("Referrer-Policy", "same-origin");
    return page;
  });
}

}  // namespace pages::orders
