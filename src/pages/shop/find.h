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

// GET /compare (p, several times): up to four products side by side. What is no product, or not for
// sale, is left out; fewer than two say how to choose.
web::Response compare(Ctx& ctx);

// GET /estimate (sku, zip): what it costs to send one unit there and when it arrives, as a page, or
// as JSON where that is accepted. An unknown SKU is 404, a ZIP code that is none 422.
web::Response estimate(Ctx& ctx);

// GET /search/suggest (q): what the search field proposes, as JSON: products with path, title, part
// number, price and stock, then categories and brands. Fewer than two letters propose nothing.
web::Response suggest(Ctx& ctx);

// For a path that leads nowhere: 301 to where a product or text that once had it lives now, or to
// what replaced a product that is no longer sold; 410 for what is gone for good; else 404, both
// with the products whose part numbers come nearest. With the database away the page has none.
web::Response not_found(Ctx& ctx);

}  // namespace pages::shop
