#pragma once
#include "pages/ctx.h"

// Word by mail when a sold-out offer is back.
namespace pages::shop {

// POST /notify: variant and email. The mailbox is asked first; what is answered here says nothing
// of who waits already.
web::Response notify(Ctx& ctx);
web::Response notify_sent(Ctx& ctx);
// /notify/confirm?t=: yes, I want that mail. /notify/stop?t=: no such mails to this mailbox. A link
// that is only looked at, by a mail program for instance, changes nothing.
web::Response notify_confirm_form(Ctx& ctx);
web::Response notify_confirm(Ctx& ctx);
web::Response notify_stop_form(Ctx& ctx);
web::Response notify_stop(Ctx& ctx);

}  // namespace pages::shop
