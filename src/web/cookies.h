#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "web/request.h"
#include "web/response.h"

namespace web {

// The shop's cookies: HttpOnly, SameSite, Path=/. With an https site they carry the __Host-
// prefix and Secure, always; over plain http on loopback (the demo) neither, since browsers
// would drop them.
class Cookies {
 public:
  explicit Cookies(std::string_view site_url);

  // The value that came with the request, or "".
  std::string_view value(const Request& req, std::string_view name) const;
  // Lax cookies come along when a link of another site leads here, strict ones do not.
  enum class SameSite { Lax, Strict };
  // `value` must be a token (letters, digits, -_.~ and the like).
  void set(Response& response, std::string_view name, std::string_view value,
           std::chrono::seconds lifetime, SameSite same_site = SameSite::Lax) const;
  void forget(Response& response, std::string_view name) const;
  std::string full_name(std::string_view name) const;

 private:
  bool https_;
};

}  // namespace web
