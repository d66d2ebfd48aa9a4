#pragma once
#include <string>

#include "identity/identity.h"

// Browsers that users have signed in by, for who decides whom to hear first.
namespace identity {

// Has somebody of this mailbox signed in by the browser of this cookie? One statement.
bool knows_device(store::Tx& tx, Audience audience, const std::string& email,
                  const std::string& device);

}  // namespace identity
