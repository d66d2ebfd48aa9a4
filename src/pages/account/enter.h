#pragma once
#include <string>

#include "identity/identity.h"
#include "pages/ctx.h"

namespace pages::account {

// Who has shown a password, or an identity at Google: signed in by let_in(), or on to the second
// step where there is one. In transactions of its own.
web::Response entered(Ctx& ctx, const identity::User& user, const std::string& next);

// Who has shown all that is wanted: signed in in this browser, and on to `next`, or to the cart
// when what was in another one came into it. In a transaction of its own.
web::Response let_in(Ctx& ctx, const identity::User& user, const std::string& next);

constexpr std::size_t kLongestCode = 40;  // a recovery code with blanks around its dashes

}  // namespace pages::account
