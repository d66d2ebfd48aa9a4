#pragma once
#include "pages/ctx.h"

// What buyers wrote of goods: who reads it, and decides whether it is shown.
namespace pages::admin {

// GET /admin/reviews: those that wait first. GET /admin/reviews/:id: one of them.
web::Response reviews(Ctx& ctx);
web::Response review(Ctx& ctx);
// POST /admin/reviews/decide (id, decision, reason): approve, or refuse with a reason; either may
// follow the other.
web::Response review_decide(Ctx& ctx);

}  // namespace pages::admin
