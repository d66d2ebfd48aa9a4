#pragma once

namespace net {

// From now on writing to a peer that is gone is an error of that call, and no signal that ends
// the program. OpenSSL writes without MSG_NOSIGNAL, so every client here asks for it.
void ignore_broken_pipes();

}  // namespace net
