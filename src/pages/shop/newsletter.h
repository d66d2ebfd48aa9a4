#pragma once
#include "pages/ctx.h"

// The newsletter: asked for by a form, said yes to by a link in a mail, ended by a link in each.
namespace pages::shop {

// GET /newsletter, from the foot of each page too (from=foot).
web::Response newsletter(Ctx& ctx);
// POST /newsletter (email): 303 to /newsletter/sent, whatever is known of the mailbox; or 422.
web::Response newsletter_ask(Ctx& ctx);
// GET /newsletter/sent
web::Response newsletter_sent(Ctx& ctx);

// GET and POST /newsletter/confirm (t): the mailbox's owner says yes. 404 for a link that is none.
web::Response newsletter_confirm_form(Ctx& ctx);
web::Response newsletter_confirm(Ctx& ctx);

// GET and POST /newsletter/stop?t=TOKEN: the owner wants no more. The POST may come from a mail
// program (RFC 8058), so that its body says nothing: the token stands in the address.
web::Response newsletter_stop_form(Ctx& ctx);
web::Response newsletter_stop(Ctx& ctx);

}  // namespace pages::shop
