#pragma once
#include <optional>
#include <string>

#include "identity/staff.h"
#include "pages/ctx.h"
#include "web/guards.h"

// Who of the staff is signed in.
namespace pages::admin {

// The guard of Who::Staff. Half a session opens the second step and signing out, nothing else; all
// else leads there. Nobody is led to the door.
std::optional<web::Problem> refuse_audience(Ctx& ctx);
bool has_token(Ctx& ctx);
std::string form_token(Ctx& ctx);

const identity::StaffSession& session_of(const Ctx& ctx);

std::string session_token(const Ctx& ctx);
void keep_session_token(const Ctx& ctx, web::Response& response, const std::string& token);
void forget_session_token(const Ctx& ctx, web::Response& response);

}  // namespace pages::admin
