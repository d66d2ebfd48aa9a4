#include "documents/documents.h"
#include "pages/orders/door.h"
#include "pages/orders/orders.h"
#include "web/errors.h"

namespace pages::orders {

web::Response invoice(Ctx& ctx) {
  const auto token = token_of(ctx);
  return ctx.db.transact("order_invoice", [&](store::Tx& tx) {
    const auto found = behind_token(tx, ctx, token);
    const auto made = documents::make(tx, documents::Kind::Invoice, found.id,
                                      documents::sender(ctx.config), "shopper", ctx.now);
    if (!made) throw web::NotFound{};
    const auto& invoice = made->front();
    web::Response response;
    response.content_type = "application/pdf";
    response.body = documents::body(tx, invoice.id);
    response.header("Content-Disposition", "inline; filename=\"" + invoice.number + ".pdf\"");
    // The address holds the token: it must not travel on in a Referer.
    response.header("Referrer-Policy", "no-referrer");
    return response;
  });
}

}  // namespace pages::orders
