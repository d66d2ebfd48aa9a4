#pragma once
#include "identity/identity.h"

// Private to identity.
namespace identity {

// Word to a user of what has changed about signing in (mail.account_news): password, recovery,
// google_joined, google_left, codes_on, codes_off.
void tell(store::Tx& tx, const char* what, UserId user, Instant now);

}  // namespace identity
