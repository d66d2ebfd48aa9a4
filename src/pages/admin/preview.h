#pragma once
#include "pages/ctx.h"

namespace pages::admin {

// GET /preview/:kind/:slug?until=&s=: a text as its page will show it, whatever its state, for who
// has the signed link (gdsctl content preview). 404 without a good one.
web::Response preview(Ctx& ctx);

}  // namespace pages::admin
