#pragma once
#include "pages/ctx.h"
#include "web/guards.h"

namespace pages {

// What a visitor gets instead of the page: HTML in the shop's own look, JSON for scripts and
// machines, problem details (RFC 9457) below /api/. It says what to do next and names the request,
// nothing else.
web::Response problem_page(Ctx& ctx, const web::Problem& problem);

}  // namespace pages
