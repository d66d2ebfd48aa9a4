#include <algorithm>

#include "base/text.h"
#include "pages/shop/find.h"
#include "views/compare_view.h"

namespace pages::shop {

web::Response compare(Ctx& ctx) {
  views::CompareView view;
  std::vector<base::ProductId> products;
  for (const auto& field : ctx.req.query_fields()) {
    const auto id = base::parse_integer<std::int64_t>(field.value);
    if (field.name != "p" || !id || *id < 1) continue;
    const base::ProductId product{*id};
    if (std::find(products.begin(), products.end(), product) != products.end()) continue;
    if (products.size() < views::kMostCompared)
      products.push_back(product);
    else
      view.left_out = true;
  }
  view.products = ctx.db.snapshot(
      "compare", [&](store::Tx& tx) { return catalog::read_compared(tx, products); });
  return web::Response::html(views::compare_page(ctx.templates, ctx.layout, view));
}

}  // namespace pages::shop
