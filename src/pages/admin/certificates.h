#pragma once
#include "pages/ctx.h"

// Exemption certificates that were sent in: who looks at the paper, and decides.
namespace pages::admin {

// GET /admin/certificates: those that wait first. GET /admin/certificates/:id: one of them.
web::Response certificates(Ctx& ctx);
web::Response certificate(Ctx& ctx);
// GET /admin/certificates/:id/paper: as a file to keep.
web::Response certificate_paper(Ctx& ctx);
// POST /admin/certificates/decide (id, decision, note): approve, reject or revoke; the last two
// with a note, which the customer is told.
web::Response certificate_decide(Ctx& ctx);

}  // namespace pages::admin
