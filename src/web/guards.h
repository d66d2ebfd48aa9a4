#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/network.h"
#include "web/request.h"
#include "web/route.h"

namespace web {

// Why a request got no answer of its handler; an error page says it. `detail` is for the log.
struct Problem {
  int status = 500;
  std::string detail;
  std::string allow{};    // with 405: the methods that would do
  int retry_after = 0;    // seconds, with 429 and 503
  std::string sign_in{};  // a page of ours to go to instead, for who is not signed in
};

// The client's address: of the connection, unless that is a trusted proxy; then the last address
// of X-Forwarded-For that is no trusted proxy. "" when there is none.
std::string client_address(std::string_view peer, std::string_view forwarded_for,
                           const std::vector<base::Network>& trusted);

// Is this form sent by a page of ours? The browser says so: Origin must be `site_origin`, and
// Sec-Fetch-Site, where sent, same-origin (or none: typed by hand). A client that sends neither
// header is no browser, so it carries nobody's cookie by accident; it passes.
bool is_from_our_pages(const Request& req, std::string_view site_origin);

// What stands after "Bearer" in Authorization; "" when nothing does.
std::string_view bearer(const Request& req);

// Does the content type fit what the route reads?
bool fits_body(const Request& req, Body body);

// Can the fields of a form be told apart and read: each name once, everything text (no NUL, no bad
// UTF-8), not more of them than any page of ours has? What a field may hold besides, Form says.
bool has_readable_fields(const Request& req);

bool is_loopback(const Request& req);

}  // namespace web
