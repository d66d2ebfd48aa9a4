#include "base/json_writer.h"
#include "base/text.h"
#include "catalog/search.h"
#include "pages/shop/find.h"
#include "views/product_row.h"
#include "web/form.h"

namespace pages::shop {
namespace {

constexpr std::size_t kShortest = 2;
constexpr std::size_t kLongest = 200;

std::string to_json(const catalog::Suggestions& suggestions) {
  base::JsonWriter json;
  json.begin_object().key("products").begin_array();
  for (const auto& card : suggestions.products) {
    json.begin_object().field("path", card.path).field("title", card.title).field("mpn", card.mpn);
    json.field("price", (card.more_prices ? "from " : "") + base::to_text(card.price));
    json.field("band", catalog::word_of(card.band))
        .field("stock", views::stock_text(card.band, card.units));
    json.end_object();
  }
  json.end_array().key("places").begin_array();
  for (const auto& place : suggestions.places)
    json.begin_object().field("path", place.path).field("title", place.name).end_object();
  json.end_array().end_object();
  return json.take();
}

}  // namespace

web::Response suggest(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto query = form.text("q", {.least = 0, .most = kLongest});
  catalog::Suggestions suggestions;
  if (form.ok() && base::trimmed(query).size() >= kShortest)
    suggestions =
        ctx.db.snapshot("suggest", [&](store::Tx& tx) { return catalog::suggest(tx, query); });
  return web::Response::json(to_json(suggestions));
}

}  // namespace pages::shop
