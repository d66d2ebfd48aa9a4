#include "views/checkout_view.h"
#include "views/summary.h"

namespace views {

std::string checkout_done(const render::Templates& templates, const Layout& layout,
                          const DoneView& view) {
  render::Model model;
  Head head;
  head.title = "Order " + view.number;
  fill_layout(model, layout, head);
  model.set("NUMBER", view.number)
      .set("ORDER_PATH", view.order_path)
      .set("EMAIL", view.email)
      .show_if("PLACED", !view.being_checked)
      .show_if("BEING_CHECKED", view.being_checked)
      .set("METHOD", view.shipping_name)
      .set("METHOD_DAYS", days_text(view.min_days, view.max_days))
      .set("UNLOADING", view.unloading);
  fill_address(model, view.address);
  fill_summary(model, view.summary);
  return templates.render("shop/checkout_done", model);
}

std::string checkout_waiting(const render::Templates& templates, const Layout& layout,
                             const WaitingView& view) {
  render::Model model;
  Head head;
  head.title = view.state == WaitState::Expired ? "Payment expired" : "Payment under way";
  head.reloads = view.state == WaitState::Confirming;
  fill_layout(model, layout, head);
  model.show_if("OPEN", view.state == WaitState::Open)
      .show_if("CONFIRMING", view.state == WaitState::Confirming)
      .show_if("EXPIRED", view.state == WaitState::Expired)
      .set("AGAIN_PATH", view.again_path)
      .set("DUE", view.total ? base::to_text(*view.total) : std::string{});
  return templates.render("shop/checkout_waiting", model);
}

}  // namespace views
