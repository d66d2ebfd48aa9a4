#pragma once
#include <vector>

#include "identity/sessions.h"
#include "pages/ctx.h"
#include "views/account_view.h"

// From where somebody is signed in, and who tried to be, as the pages of shoppers and of staff show
// it.
namespace pages {

// `here` is the session that asks.
std::vector<views::AccountDevice> devices_of(Ctx& ctx, store::Tx& tx, identity::UserId user,
                                             identity::SessionId here);
// The newest first.
std::vector<views::AccountAttempt> attempts_of(store::Tx& tx, identity::UserId user);

}  // namespace pages
