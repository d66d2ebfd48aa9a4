#include "web/guards.h"

#include <set>

#include "base/text.h"
#include "base/utf8.h"

namespace web {

std::string client_address(std::string_view peer, std::string_view forwarded_for,
                           const std::vector<base::Network>& trusted) {
  auto client = base::IpAddress::parse(peer);
  while (client && base::any_contains(trusted, *client) && !forwarded_for.empty()) {
    // The nearest proxy wrote last. What stands before its entry is the client's own claim.
    const auto comma = forwarded_for.rfind(',');
    const auto last =
        comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1);
    const auto next = base::IpAddress::parse(base::trimmed(last));
    if (!next) break;
    client = next;
    forwarded_for =
        comma == std::string_view::npos ? std::string_view{} : forwarded_for.substr(0, comma);
  }
  return client ? client->to_text() : std::string{};
}

bool is_from_our_pages(const Request& req, std::string_view site_origin) {
  const auto site = req.header("Sec-Fetch-Site");
  if (!site.empty() && site != "same-origin" && site != "none") return false;
  const auto origin = req.header("Origin");
  return origin.empty() || origin == site_origin;
}

std::string_view bearer(const Request& req) {
  constexpr std::string_view kScheme = "Bearer ";
  const auto header = req.header("Authorization");
  if (!base::equal_ignoring_case(header.substr(0, kScheme.size()), kScheme)) return {};
  return base::trimmed(header.substr(kScheme.size()));
}

bool fits_body(const Request& req, Body body) {
  switch (body) {
    case Body::Form:
      // An empty POST (a button without fields) may come without a type.
      return req.has_content_type("application/x-www-form-urlencoded") ||
             (req.body.empty() && req.content_type().empty());
    case Body::Json:
      return req.has_content_type("application/json");
    case Body::Raw:
      return true;
    case Body::Upload:
      return req.has_content_type("multipart/form-data");
  }
  return false;
}

bool has_readable_fields(const Request& req) {
  if (req.body_is_malformed()) return false;
  std::set<std::string_view> names;
  for (const auto& field : req.body_fields())
    if (!base::is_clean_utf8(field.name) || !base::is_clean_utf8(field.value) ||
        !names.insert(field.name).second)
      return false;
  return true;
}

bool is_loopback(const Request& req) {
  const auto address = base::IpAddress::parse(req.address);
  return address && address->is_loopback();
}

}  // namespace web
