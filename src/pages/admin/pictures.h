#pragma once
#include "pages/ctx.h"

// Photos of goods that staff send in.
namespace pages::admin {

// GET /admin/pictures: the form, and what became of the last ones. POST (sku, view, the file
// photo): it waits for the job that draws it anew.
web::Response pictures(Ctx& ctx);
web::Response picture_send(Ctx& ctx);

}  // namespace pages::admin
