#include "pages/api/goods.h"

#include "pages/api/api.h"
#include "pages/api/body.h"
#include "pages/api/documents.h"
#include "pages/api/key.h"
#include "pages/api/paths.h"
#include "pages/api/shapes.h"
#include "pricing/pricing.h"

namespace pages::api {
namespace {

using base::ProductId;
using base::VariantId;
using catalog::Goods;
using catalog::GoodsVariant;

// The last row's cursor when the page is full: there may be more.
template <class Row>
std::string next_of(std::string_view list, const std::vector<Row>& rows, const Page& page) {
  return std::ssize(rows) < page.limit ? "" : cursor(list, {0, rows.back().id.raw()});
}

}  // namespace

Document of_product(store::Tx& tx, const Goods& goods) {
  return document(goods, catalog::variants_of(tx, {goods.id}));
}

std::optional<bool> yes_of(const base::Json& object, std::string_view name) {
  const auto found = object.find(name);
  if (found.is_null()) return std::nullopt;
  return found.boolean();
}

web::Response products(Ctx& ctx) {
  const auto page = read_page(ctx, "products");
  if (!page) return page.why();
  const auto document_of = [&](store::Tx& tx) {
    const auto goods =
        catalog::goods_after(tx, ProductId{page->after.value_or(Place{}).id}, page->limit);
    std::vector<ProductId> ids;
    for (const auto& one : goods) ids.push_back(one.id);
    const auto variants = catalog::variants_of(tx, ids);
    std::vector<Document> items;
    auto variant = variants.begin();  // by product, as the products are
    for (const auto& one : goods) {
      std::vector<GoodsVariant> own;
      for (; variant != variants.end() && variant->product == one.id; ++variant)
        own.push_back(*variant);
      items.push_back(document(one, own));
    }
    return list(items, next_of("products", goods, *page));
  };
  return show(ctx, ctx.db.snapshot("api_products", document_of));
}

web::Response product(Ctx& ctx) {
  const auto id = id_of<ProductId>(ctx, "id");
  return show(ctx, ctx.db.snapshot("api_product", [&](store::Tx& tx) {
    return of_product(tx, found(catalog::find_goods(tx, id)));
  }));
}

web::Response product_change(Ctx& ctx) {
  const auto id = id_of<ProductId>(ctx, "id");
  const auto body = read_body(ctx, kProductChange);
  if (!body) return body.why();
  return change(ctx, "api_product_change", Name::May, [&](store::Tx& tx) -> Changed {
    auto goods = found(catalog::lock_goods(tx, id));
    if (const auto refused = refuse_version(ctx, of_product(tx, goods))) return *refused;
    if (const auto title = text_of(*body, "title")) goods.title = *title;
    set_facts(*body, goods);
    catalog::write_goods(tx, goods, ctx.now);
    return of_product(tx, found(catalog::find_goods(tx, id)));
  });
}

web::Response variants(Ctx& ctx) {
  const auto page = read_page(ctx, "variants", {"sku"});
  if (!page) return page.why();
  const auto* sku = ctx.req.query_fields().find("sku");
  return show(ctx, ctx.db.snapshot("api_variants", [&](store::Tx& tx) {
    std::vector<Document> items;
    if (sku != nullptr) {
      if (const auto one = catalog::find_variant(tx, *sku)) items.push_back(document(*one));
      return list(items, "");
    }
    const auto rows =
        catalog::variants_after(tx, VariantId{page->after.value_or(Place{}).id}, page->limit);
    for (const auto& row : rows) items.push_back(document(row));
    return list(items, next_of("variants", rows, *page));
  }));
}

web::Response variant(Ctx& ctx) {
  const auto id = id_of<VariantId>(ctx, "id");
  return show(ctx, ctx.db.snapshot("api_variant", [&](store::Tx& tx) {
    return document(found(catalog::find_variant(tx, id)));
  }));
}

web::Response variant_change(Ctx& ctx) {
  const auto id = id_of<VariantId>(ctx, "id");
  const auto body = read_body(ctx, kVariantChange);
  if (!body) return body.why();
  const auto price = base::Money::cents(body->at("base_price_cents").integer());
  return change(ctx, "api_variant_change", Name::May, [&](store::Tx& tx) -> Changed {
    const auto known = found(catalog::lock_variant(tx, id));
    if (const auto refused = refuse_version(ctx, document(known))) return *refused;
    // There is such a SKU, and nothing else is refused of a price.
    BASE_CHECK(pricing::set_price(tx, known.sku, price, actor(ctx), ctx.now));
    return document(found(catalog::find_variant(tx, id)));
  });
}

}  // namespace pages::api
