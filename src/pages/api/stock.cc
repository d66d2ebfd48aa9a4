#include "inventory/count.h"
#include "pages/api/api.h"
#include "pages/api/body.h"
#include "pages/api/documents.h"
#include "pages/api/key.h"
#include "pages/api/paths.h"
#include "pages/api/shapes.h"

namespace pages::api {
namespace {

using base::VariantId;

std::string sentence(const inventory::AdjustRefused& why) {
  const auto on_hand = std::to_string(why.on_hand);
  switch (why.why) {
    case inventory::AdjustWhy::BelowAllocated:
      return "Of " + on_hand + " on hand, " + std::to_string(why.allocated) +
             " were promised to orders.";
    case inventory::AdjustWhy::BelowNothing:
      return "There are only " + on_hand + " on hand.";
  }
  return {};
}

}  // namespace

web::Response stock(Ctx& ctx) {
  const auto page = read_page(ctx, "stock");
  if (!page) return page.why();
  return show(ctx, ctx.db.snapshot("api_stock", [&](store::Tx& tx) {
    const auto levels = inventory::levels_after(tx, VariantId{page->after.value_or(Place{}).id},
                                                page->limit, ctx.now);
    std::vector<Document> items;
    for (const auto& level : levels) items.push_back(document(level));
    const bool full = std::ssize(levels) == page->limit;
    return list(items, full ? cursor("stock", {0, levels.back().variant.raw()}) : "");
  }));
}

web::Response stock_of_variant(Ctx& ctx) {
  const auto id = id_of<VariantId>(ctx, "variant");
  return show(ctx, ctx.db.snapshot("api_stock_of_variant", [&](store::Tx& tx) {
    return document(found(inventory::find_level(tx, id, ctx.now)));
  }));
}

web::Response stock_adjust(Ctx& ctx) {
  const auto id = id_of<VariantId>(ctx, "variant");
  const auto body = read_body(ctx, kAdjustment);
  if (!body) return body.why();
  const auto units = static_cast<int>(body->at("units").integer());
  if (units == 0) return wrong(ctx, Wrong::Fields, "", {{"#/units", "0 changes nothing."}});
  return change(ctx, "api_stock_adjust", Name::Must, [&](store::Tx& tx) -> Changed {
    const auto level = found(inventory::find_level(tx, id, ctx.now));
    const auto moved = inventory::adjust(tx,
                                         {level.item, units, *text_of(*body, "reason"), actor(ctx),
                                          inventory::Force::No, std::nullopt},
                                         ctx.now);
    if (!moved) return wrong(ctx, Wrong::Conflict, sentence(moved.why()));
    return document(found(inventory::find_level(tx, id, ctx.now)));
  });
}

}  // namespace pages::api
