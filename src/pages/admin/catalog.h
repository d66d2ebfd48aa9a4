#pragma once
#include "pages/ctx.h"

// The catalog as a file: out by one who may export, in by two steps, of which only the second one
// writes.
namespace pages::admin {

// GET /admin/catalog: the form, and what became of the last files. POST (the file `file`): it
// waits, and the browser goes to what it would do.
web::Response catalog_files(Ctx& ctx);
web::Response catalog_send(Ctx& ctx);
// GET /admin/catalog/:id: what the file would do now. Takes back whatever it tries.
web::Response catalog_plan(Ctx& ctx);
// POST /admin/catalog/apply (id, plan): does it; or says what the file would do by now (422).
web::Response catalog_apply(Ctx& ctx);
// GET /admin/catalog/file: what is for sale, as a file to keep.
web::Response catalog_file(Ctx& ctx);

}  // namespace pages::admin
