#include "pages/payment_form.h"

#include "pages/policy.h"

namespace pages {

web::Response page_that_pays(const Ctx& ctx, std::string body, int status) {
  auto page = web::Response::html(std::move(body), status);
  page.header("Content-Security-Policy",
              policy_with(kPolicy, "form-action", ctx.config.stripe.checkout_origin));
  return page;
}

}  // namespace pages
