#include "pages/admin/admin.h"
#include "pages/admin/session.h"
#include "pages/seen_from.h"
#include "views/admin_view.h"

namespace pages::admin {

web::Response home(Ctx& ctx) {
  const auto& session = session_of(ctx);
  views::AdminHomeView view;
  view.name = session.name;
  view.email = session.email;
  view.desk = desk_of(ctx, "/admin");
  view.code_was_wrong = ctx.req.query_fields().value("code") == "wrong";
  ctx.db.snapshot("admin_home", [&](store::Tx& tx) {
    view.may = identity::permissions_in_words(tx, session.user);
    view.recovery_codes = static_cast<int>(identity::recovery_codes_left(tx, session.user));
    view.devices = devices_of(ctx, tx, session.user, session.id);
    view.attempts = attempts_of(tx, session.user);
    return true;
  });
  return web::Response::html(views::admin_home(ctx.templates, ctx.layout, view));
}

}  // namespace pages::admin
