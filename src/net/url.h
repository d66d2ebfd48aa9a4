#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace net {

// An address we may call: https, or http to the own machine only (tests and the demo's
// stand-ins), so that no secret ever travels in the clear.
struct Url {
  enum class Scheme { Http, Https };
  Scheme scheme;
  std::string host;  // without the brackets of an IPv6 address
  std::uint16_t port;
  std::string target;  // path and query, at least "/"

  // Throws NetError (Refused) for another scheme, http beyond loopback, user names, fragments,
  // blanks, controls, or anything else that is not plain printable ASCII.
  static Url parse(std::string_view text);

  // "https://host:port": what a kept connection belongs to.
  std::string origin() const;
  // The path without its query, for messages and logs.
  std::string_view path() const;
};

// localhost, 127.0.0.0/8 and ::1.
bool is_loopback(std::string_view host);

}  // namespace net
