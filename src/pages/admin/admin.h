#pragma once
#include "pages/ctx.h"

// The door of the staff: a password and a code, always both.
namespace pages::admin {

// GET and POST /admin/sign-in (email, password): 303 to the second step, or the form again (422)
// in the same words whatever is wrong.
web::Response sign_in_form(Ctx& ctx);
web::Response sign_in_save(Ctx& ctx);
// GET and POST /admin/forgotten (email) and /admin/reset?t=TOKEN (t, password): as an account's.
web::Response forgotten_form(Ctx& ctx);
web::Response forgotten_save(Ctx& ctx);
web::Response reset_form(Ctx& ctx);
web::Response reset_save(Ctx& ctx);
// GET and POST /admin/second (code): the code of the authenticator, or a recovery code. Who has no
// authenticator yet sets one up here, and is shown the recovery codes once. Too many wrong codes
// end the session.
web::Response second_form(Ctx& ctx);
web::Response second_save(Ctx& ctx);
// POST /admin/sign-out.
web::Response sign_out(Ctx& ctx);

// GET and POST /admin/code (code, next): a code again, for what wants a fresh one; 303 to `next`.
// Too many wrong codes end the session.
web::Response code_form(Ctx& ctx);
web::Response code_save(Ctx& ctx);

// GET /admin: what the signed-in person may do, sessions and the last tries.
web::Response home(Ctx& ctx);
// POST /admin/recovery (code): new recovery codes, for who shows a code of now.
web::Response recovery_codes(Ctx& ctx);
// POST /admin/sessions/end (id): another session of this user; 404 for anybody else's.
web::Response end_session(Ctx& ctx);

}  // namespace pages::admin
