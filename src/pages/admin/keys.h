#pragma once
#include "pages/ctx.h"

// The panel of the API's keys, for who has keys.manage.
namespace pages::admin {

// GET /admin/keys: every key, with the newest on top.
web::Response keys(Ctx& ctx);
// GET /admin/keys/new and POST /admin/keys (name, days, per_minute, scope_NAME...): a key with
// scopes that the maker has, shown once.
web::Response key_new(Ctx& ctx);
web::Response key_make(Ctx& ctx);
// GET /admin/keys/:id; POST /admin/keys/end (id): 404 where there is none, or none that lives.
web::Response key(Ctx& ctx);
web::Response key_end(Ctx& ctx);

}  // namespace pages::admin
