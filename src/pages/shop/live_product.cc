#include "base/json_writer.h"
#include "base/text.h"
#include "catalog/condition.h"
#include "inventory/inventory.h"
#include "pages/shop/cart.h"
#include "web/errors.h"

namespace pages::shop {

web::Response live_product(Ctx& ctx) {
  const auto id = base::parse_integer<std::int64_t>(ctx.req.param("id"));
  if (!id || *id < 1) throw web::NotFound{};
  const auto stock = ctx.db.at_once("live_product", [&](store::Tx& tx) {
    return inventory::live_stock(tx, base::ProductId{*id}, ctx.now);
  });
  if (stock.empty()) throw web::NotFound{};

  base::JsonWriter json;
  json.begin_object().field("product", *id).key("variants").begin_array();
  for (const auto& [variant, units] : stock) {
    const auto band = catalog::band_of(units);
    json.begin_object().field("variant", variant.raw()).field("band", catalog::word_of(band));
    if (band == catalog::StockBand::Last) json.field("units", units);
    json.end_object();
  }
  return web::Response::json(json.end_array().end_object().take());
}

}  // namespace pages::shop
