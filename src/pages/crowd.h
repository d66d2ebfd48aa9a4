#pragma once
#include <optional>
#include <string>

#include "identity/identity.h"
#include "pages/ctx.h"
#include "web/response.h"

namespace pages {

// A flood of bad sign-ins must not keep the owners out (decision 0085): browsers in which nobody of
// this mailbox has signed in before are looked at ten times a second only, all of them together.
// For those beyond, the page that says to wait (429); nothing for everybody else, and for addresses
// that no limit counts. Asked before a password is hashed.
std::optional<web::Response> refuse_crowd(Ctx& ctx, identity::Audience audience,
                                          const std::string& email, const std::string& device);

}  // namespace pages
