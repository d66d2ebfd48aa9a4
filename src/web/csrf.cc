#include "web/csrf.h"

#include "base/crypto.h"

namespace web {

std::string csrf_token(std::string_view key, std::string_view session, std::string_view random) {
  std::string message = std::to_string(session.size()) + '!';
  message += session;
  message += '!' + std::to_string(random.size()) + '!';
  message += random;
  return base::hmac_sha256_hex(key, message) + '.' + std::string{random};
}

bool csrf_fits(std::string_view key, std::string_view session, std::string_view token) {
  const auto dot = token.find('.');
  if (dot == std::string_view::npos || token.size() > 200) return false;
  return base::equal_in_constant_time(csrf_token(key, session, token.substr(dot + 1)), token);
}

}  // namespace web
