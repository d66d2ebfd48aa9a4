#include "web/raw_request.h"

#include "base/error.h"
#include "base/text.h"

namespace web {
namespace {

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

Request parse_raw_request(std::string_view text) {
  const auto first = take_line(text);
  const auto method = first.find(' ');
  const auto target = method == std::string_view::npos ? method : first.find(' ', method + 1);
  if (method == std::string_view::npos)
    throw base::Error{"the request does not begin with METHOD TARGET"};
  Request req{
      std::string{first.substr(0, method)},
      first.substr(method + 1, target == std::string_view::npos ? target : target - method - 1)};
  req.id = "once";
  req.address = "127.0.0.1";
  while (true) {
    const auto line = take_line(text);
    if (line.empty()) break;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) throw base::Error{"a header line has no colon"};
    req.add_header(line.substr(0, colon), base::trimmed(line.substr(colon + 1)));
  }
  req.body = text;
  return req;
}

}  // namespace web
