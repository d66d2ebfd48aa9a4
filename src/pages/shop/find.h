#pragma once
#include "pages/ctx.h"

// Pages that look for products.
namespace pages::shop {

// GET /search (q, page, sort, and filters by kind: brand=cisco,dell): products by part number and
// words; the first product links inside <main>
// are the results in order. Without any it names the nearest part numbers. A question that cannot
// be one is 422 and stays in its field; a page that is none is the first, one beyond the last leads
// there.
web::Response search(Ctx& ctx);

// GET /search/suggest (q): what the search field proposes, as JSON: products with path, title, part
// number, price and stock, then categories and brands. Fewer than two letters propose nothing.
web::Response suggest(Ctx& ctx);

// For a path that leads nowhere: 301 to where a product that once had it lives now, else 404 with
// the products whose part numbers come nearest. With the database away the page has none.
web::Response not_found(Ctx& ctx);

}  // namespace pages::shop
