#include "views/pay_view.h"

#include "render/model.h"

namespace views {

std::string pay_page(const render::Templates& templates, const Layout& layout,
                     const PayView& view) {
  render::Model model;
  Head head;
  head.title = "Pay for order " + view.number;
  fill_layout(model, layout, head);
  model.set("NUMBER", view.number).set("ORDER_PATH", view.order_path);
  model.rows("PAY");
  model.rows("PAID");
  if (view.due)
    model.row("PAY")
        .set("AMOUNT", base::to_text(*view.due))
        .set("TOKEN", view.token)
        .set("PAY_NUMBER", view.number);
  else
    model.row("PAID").set("SAID", "Nothing of this order is to be paid here.");
  return templates.render("shop/order_pay", model);
}

}  // namespace views
