#pragma once
#include <string>

#include "http.h"
#include "mailbox.h"

namespace fakes {

// The inbox to look at: /inbox lists mails newest first, /inbox/N shows one, /inbox/N/html is its
// HTML part alone, under a policy that lets it do nothing. path is what follows /inbox.
Reply answer_inbox(const Mailbox& mailbox, const Request& request, const std::string& path);

}  // namespace fakes
