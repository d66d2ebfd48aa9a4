#include "pages/payment_form.h"

namespace pages {

web::Response page_that_pays(const Ctx& ctx, std::string body, int status) {
  auto page = web::Response::html(std::move(body), status);
  page.header("Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
              "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self' " +
                  ctx.config.stripe.checkout_origin + "; base-uri 'none'; frame-ancestors 'none'");
  return page;
}

}  // namespace pages
