#pragma once
#include <string>

#include "identity/linked.h"
#include "pages/ctx.h"

// What the pages of signing in by Google share. Private to them.
namespace pages::account {

// Sends the browser to Google; who comes back goes on as `flow` says. A friendly page when Google
// is not there.
web::Response to_google(Ctx& ctx, const identity::Flow& flow);

// Nobody was signed in: why, and what to do.
web::Response google_refused(Ctx& ctx, int status, const std::string& sentence);

// The cookie of a proven identity that waits for proof of the account (identity::Join).
std::string join_token(const Ctx& ctx);
void keep_join_token(const Ctx& ctx, web::Response& response, const std::string& token);
void forget_join_token(const Ctx& ctx, web::Response& response);

}  // namespace pages::account
