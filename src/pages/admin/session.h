#pragma once
#include <optional>
#include <string>

#include "audit/audit.h"
#include "identity/staff.h"
#include "pages/ctx.h"
#include "views/admin_view.h"
#include "web/guards.h"

// Who of the staff is signed in.
namespace pages::admin {

// How long a code counts as fresh for what wants one (web::Proof::FreshCode). A form opens with
// half of it left at least, so that it can be filled in.
inline constexpr std::chrono::minutes kFreshFor{10};

// The guard of Who::Staff. Half a session opens the second step and signing out, nothing else; all
// else leads there. Nobody is led to the door. 403 without the permission of the route; who has
// shown no code for a while is led to /admin/code and back.
std::optional<web::Problem> refuse_audience(Ctx& ctx, const Route& route);
bool has_token(Ctx& ctx);
std::string form_token(Ctx& ctx);

const identity::StaffSession& session_of(const Ctx& ctx);
// How the audit log names who asks: "staff 4", from where, in which request.
audit::Actor actor_of(const Ctx& ctx);
// What is done in a transaction in the name of who asks. As Db::transact().
template <class Work>
auto act(Ctx& ctx, const char* transaction, Work work) {
  return ctx.db.transact(transaction, [&](store::Tx& tx) {
    audit::act_as(tx, actor_of(ctx));
    return work(tx);
  });
}
// A path below /admin to go to; anything else is /admin.
std::string safe_next(std::string_view text);
// What stands on top of the panel `here`.
views::Desk desk_of(Ctx& ctx, const std::string& here);
// This session ends, and the browser goes to that page.
web::Response put_out(Ctx& ctx, std::string_view to);

std::string session_token(const Ctx& ctx);
void keep_session_token(const Ctx& ctx, web::Response& response, const std::string& token);
void forget_session_token(const Ctx& ctx, web::Response& response);

}  // namespace pages::admin
