#pragma once
#include "pages/ctx.h"

namespace pages::shop {

// GET /r/:code: somebody followed a customer's link. Keeps the click, with a cookie that names the
// visitor, and leads to the home page, as it does with a code that is nobody's.
web::Response referral_link(Ctx& ctx);

}  // namespace pages::shop
