#pragma once
#include <Poco/Net/Context.h>

#include <string>

namespace net {

// How we speak TLS to anybody: 1.2 or newer, the certificate's chain and host name checked even
// for local addresses. `ca_file` names the only authorities trusted; empty means the system's.
// Heavy (Poco): for the .cc files of this folder.
Poco::Net::Context::Ptr tls_client(const std::string& ca_file);

}  // namespace net
