#include "catalog/compared.h"
#include "pages/shop/find.h"
#include "shipping/shipping.h"
#include "shipping/us_address.h"
#include "views/estimate_view.h"
#include "web/errors.h"
#include "web/form.h"

namespace pages::shop {
namespace {

void read_ways(store::Tx& tx, Ctx& ctx, const std::string& zip, views::EstimateView& view) {
  const auto state = ::shipping::likely_state(zip);
  if (!state) {
    view.error = "We ship to the 50 states and DC; this ZIP code lies elsewhere.";
    return;
  }
  const auto line = ::shipping::line_of_sku(tx, view.sku, 1);
  if (!line) throw web::NotFound{};
  const auto offers = ::shipping::offers(tx, {"", "", *state, zip, {}, {*line}}, ctx.now);
  for (const auto& offer : offers.methods)
    view.options.push_back(
        {offer.code, offer.name, offer.promise.earliest, offer.promise.latest, offer.price});
}

}  // namespace

web::Response estimate(Ctx& ctx) {
  web::Form form{ctx.req};
  views::EstimateView view;
  view.sku = form.text("sku", {.least = 1, .most = 100});
  if (!form.ok()) throw web::NotFound{};
  view.zip = form.kept().value("zip");
  const auto zip = ::shipping::parse_zip(view.zip);
  if (!zip) view.error = "A ZIP code has five digits, as in 78701.";
  ctx.db.snapshot("estimate", [&](store::Tx& tx) {
    const auto product = catalog::card_of_sku(tx, view.sku);
    if (!product) throw web::NotFound{};
    view.product = *product;
    if (zip) read_ways(tx, ctx, *zip, view);
    return base::Done{};
  });
  const int status = view.error.empty() ? 200 : 422;
  if (ctx.req.header("Accept").starts_with("application/json"))
    return web::Response::json(views::estimate_json(view), status);
  return web::Response::html(views::estimate_page(ctx.templates, ctx.layout, view), status);
}

}  // namespace pages::shop
