#pragma once
#include <string>

#include "pages/ctx.h"

namespace pages {

// A page with a form whose answer leads to the payment page, on another origin: Chromium follows
// such a redirect only where the policy of the page with the form names that origin
// (pages/policy.h).
web::Response page_that_pays(const Ctx& ctx, std::string body, int status = 200);

}  // namespace pages
