#pragma once
#include <string>

#include "pages/ctx.h"

namespace pages {

// A page with a form whose answer leads to the payment page, on another origin: Chromium follows
// such a redirect only where the policy of the page with the form names that origin. All else is
// nginx's policy for pages that name none (nginx/http.conf).
web::Response page_that_pays(const Ctx& ctx, std::string body, int status = 200);

}  // namespace pages
