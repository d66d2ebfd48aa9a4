#pragma once
#include <string>
#include <utility>

#include "base/error.h"

namespace net {

// A call to the outside that got no usable answer. The message says what was called (method,
// host, path; never a query, header or body) and what went wrong.
class NetError : public base::Error {
 public:
  enum class Kind {
    Refused,   // our own doing: a URL or header that is not sent at all
    Connect,   // no name, no route, nobody listening, or no connection in time
    Tls,       // handshake, certificate or host name
    Timeout,   // the deadline passed after the connection stood
    Cut,       // the connection ended in the middle
    TooLarge,  // a larger answer than the caller takes
    Protocol,  // an answer that is none
  };

  NetError(Kind kind, std::string message) : base::Error{std::move(message)}, kind_{kind} {}
  Kind kind() const { return kind_; }
  // May the other side have acted on the call? Unless it surely never arrived, the outcome is
  // unknown and a call that must not happen twice needs its idempotency key.
  bool may_have_arrived() const {
    return kind_ != Kind::Refused && kind_ != Kind::Connect && kind_ != Kind::Tls;
  }

 private:
  Kind kind_;
};

}  // namespace net
