#include "net/url.h"

#include <algorithm>
#include <charconv>

#include "net/net_error.h"

namespace net {
namespace {

[[noreturn]] void refuse(const char* why) {
  throw NetError{NetError::Kind::Refused, std::string{"address refused: "} + why};
}

bool is_host_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.';
}

bool is_ipv6_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':';
}

std::uint16_t parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc{} || stop != end || port == 0) refuse("bad port");
  return port;
}

// Takes host and port from "host", "host:port" or "[ipv6]:port".
void read_authority(std::string_view authority, Url& url) {
  std::string_view rest;
  if (authority.starts_with('[')) {
    const auto close = authority.find(']');
    if (close == std::string_view::npos) refuse("bad host");
    url.host = authority.substr(1, close - 1);
    rest = authority.substr(close + 1);
    if (!std::all_of(url.host.begin(), url.host.end(), is_ipv6_letter)) refuse("bad host");
  } else {
    const auto colon = std::min(authority.find(':'), authority.size());
    url.host = authority.substr(0, colon);
    rest = authority.substr(colon);
    if (!std::all_of(url.host.begin(), url.host.end(), is_host_letter)) refuse("bad host");
  }
  if (url.host.empty() || url.host.size() > 253) refuse("bad host");
  if (rest.empty()) return;
  if (!rest.starts_with(':')) refuse("bad host");
  url.port = parse_port(rest.substr(1));
}

}  // namespace

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "::1") return true;
  // Digits and dots only: 127.example.com is somebody's name.
  return host.starts_with("127.") &&
         host.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::count(host.begin(), host.end(), '.') == 3;
}

Url Url::parse(std::string_view text) {
  for (const char c : text) {
    if (c <= ' ' || c > '~') refuse("a blank, control or non-ASCII character");
  }
  Url url{Scheme::Https, "", 443, "/"};
  if (text.starts_with("https://")) {
    text.remove_prefix(8);
  } else if (text.starts_with("http://")) {
    url.scheme = Scheme::Http;
    url.port = 80;
    text.remove_prefix(7);
  } else {
    refuse("neither https nor http");
  }
  if (text.find('#') != std::string_view::npos) refuse("a fragment");
  const auto slash = std::min(text.find_first_of("/?"), text.size());
  const auto authority = text.substr(0, slash);
  if (authority.find('@') != std::string_view::npos) refuse("a user name");
  read_authority(authority, url);
  if (slash < text.size()) url.target = text.substr(slash);
  if (url.target.front() == '?') url.target.insert(0, 1, '/');
  if (url.scheme == Scheme::Http && !is_loopback(url.host)) refuse("http beyond loopback");
  return url;
}

std::string Url::origin() const {
  const bool ipv6 = host.find(':') != std::string::npos;
  return (scheme == Scheme::Https ? "https://" : "http://") + (ipv6 ? "[" + host + "]" : host) +
         ":" + std::to_string(port);
}

std::string_view Url::path() const {
  return std::string_view{target}.substr(0, target.find('?'));
}

}  // namespace net
