#pragma once
#include "pages/ctx.h"

// The panel of who works here: seen by staff.view, changed by staff.manage.
namespace pages::admin {

// GET /admin/staff: everybody, who left at the end.
web::Response staff(Ctx& ctx);
// GET /admin/staff/new and POST /admin/staff (name, email, role): an invitation is mailed.
web::Response staff_new(Ctx& ctx);
web::Response staff_invite(Ctx& ctx);
// GET /admin/staff/:id: roles and the last tries to sign in. POST /admin/staff/role (id, role, do:
// give or take), /admin/staff/anew (id) and /admin/staff/end (id) lead back there, or say why not
// (422). 404 for who is not of the staff.
web::Response staff_member(Ctx& ctx);
web::Response staff_role(Ctx& ctx);
web::Response staff_anew(Ctx& ctx);
web::Response staff_end(Ctx& ctx);

}  // namespace pages::admin
