#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web {

// One answer. Unless a handler says otherwise it is not kept by any cache.
class Response {
 public:
  int status = 200;
  std::string body;
  std::string content_type = "text/html; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers;

  static Response html(std::string body, int status = 200);
  static Response text(std::string body, int status = 200);
  static Response json(std::string body, int status = 200);
  static Response empty(int status = 204);
  // 303 to a page of ours: "/cart". Anything but a path is a bug.
  static Response see_other(std::string_view path);
  // 303 to another origin (the payment page). The address must be http or https.
  static Response see_other_outside(std::string_view url);
  // 301 to the place where a page of ours lives now.
  static Response moved(std::string_view path);

  // Replaces a header of that name, but Set-Cookie adds up. CR, LF and other controls are a bug.
  Response& header(std::string_view name, std::string_view value);
  std::string_view header(std::string_view name) const;

  // Status line and headers as a FastCGI server expects them, with the blank line after them.
  std::string cgi_head() const;
};

std::string_view reason_of(int status);

}  // namespace web
