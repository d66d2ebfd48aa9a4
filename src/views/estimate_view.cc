#include "views/estimate_view.h"

#include "base/json_writer.h"

namespace views {

std::string estimate_page(const render::Templates& templates, const Layout& layout,
                          const EstimateView& view) {
  render::Model model;
  Head head;
  head.title = view.error.empty() ? "Shipping to " + view.zip : "Error: Shipping";
  fill_layout(model, layout, head);
  const bool by_hand = view.error.empty() && view.options.empty();
  model.set("PRODUCT_PATH", view.product.path)
      .set("PRODUCT_TITLE", view.product.title)
      .set("SKU", view.sku)
      .set("ZIP", view.zip)
      .set("ERROR", view.error)
      .show_if("WRONG", !view.error.empty())
      .show_if("BY_HAND", by_hand)
      .show_if("PRICED", !view.options.empty())
      .rows("WAYS");
  for (const auto& option : view.options)
    model.row("WAYS")
        .set("WAY_NAME", option.name)
        .set("WAY_ARRIVES", dates_text(option.earliest, option.latest))
        .set("WAY_PRICE", base::to_text(option.price));
  return templates.render("shop/estimate", model);
}

std::string estimate_json(const EstimateView& view) {
  base::JsonWriter json;
  if (!view.error.empty())
    return json.begin_object().field("error", view.error).end_object().take();
  json.begin_object().field("zip", view.zip).key("ways").begin_array();
  for (const auto& option : view.options)
    json.begin_object()
        .field("name", option.name)
        .field("arrives", dates_text(option.earliest, option.latest))
        .field("price", base::to_text(option.price))
        .end_object();
  return json.end_array().end_object().take();
}

}  // namespace views
