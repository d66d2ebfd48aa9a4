#include "identity/sign_in.h"
#include "pages/admin/admin.h"
#include "pages/admin/session.h"
#include "views/admin_view.h"

namespace pages::admin {
namespace {

constexpr std::int64_t kAttemptsShown = 10;

}  // namespace

web::Response home(Ctx& ctx) {
  const auto& session = session_of(ctx);
  views::AdminHomeView view;
  view.name = session.name;
  view.email = session.email;
  view.token = form_token(ctx);
  view.code_was_wrong = ctx.req.query_fields().value("code") == "wrong";
  ctx.db.snapshot("admin_home", [&](store::Tx& tx) {
    view.may = identity::permissions_in_words(tx, session.user);
    view.recovery_codes = static_cast<int>(identity::recovery_codes_left(tx, session.user));
    view.devices.clear();
    for (const auto& device : identity::devices(tx, session.user, ctx.now))
      view.devices.push_back({device.id, views::agent_text(device.agent), device.address,
                              device.last_seen_at, device.id == session.id});
    view.attempts.clear();
    for (const auto& attempt : identity::attempts(tx, session.user, kAttemptsShown))
      view.attempts.push_back({attempt.at, views::attempt_text(attempt.outcome),
                               views::agent_text(attempt.agent) + ", " + attempt.address});
    return true;
  });
  return web::Response::html(views::admin_home(ctx.templates, ctx.layout, view));
}

}  // namespace pages::admin
