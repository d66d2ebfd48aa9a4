#include "web/cookies.h"

#include <algorithm>

#include "base/error.h"

namespace web {
namespace {

// cookie-octet of RFC 6265.
bool is_cookie_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    return c > ' ' && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
  });
}

}  // namespace

Cookies::Cookies(std::string_view site_url) : https_{site_url.starts_with("https://")} {}

std::string Cookies::full_name(std::string_view name) const {
  return (https_ ? "__Host-" : "") + std::string{name};
}

std::string_view Cookies::value(const Request& req, std::string_view name) const {
  const auto* found = req.cookie(full_name(name));
  return found == nullptr ? std::string_view{} : std::string_view{*found};
}

void Cookies::set(Response& response, std::string_view name, std::string_view value,
                  std::chrono::seconds lifetime, SameSite same_site) const {
  BASE_CHECK(is_cookie_value(value));
  response.header("Set-Cookie", full_name(name) + '=' + std::string{value} +
                                    "; Path=/; Max-Age=" + std::to_string(lifetime.count()) +
                                    (https_ ? "; Secure" : "") + "; HttpOnly; SameSite=" +
                                    (same_site == SameSite::Strict ? "Strict" : "Lax"));
}

void Cookies::forget(Response& response, std::string_view name) const {
  set(response, name, "", std::chrono::seconds{0});
}

}  // namespace web
