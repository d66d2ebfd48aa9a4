#include "web/response.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace web {
namespace {

bool is_clean(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
  });
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

// "//host" and "/\host" leave the site, whatever they look like.
bool is_path(std::string_view text) {
  return text.starts_with('/') && !text.starts_with("//") &&
         text.find('\\') == std::string_view::npos && text.find(' ') == std::string_view::npos;
}

Response redirect(int status, std::string_view where) {
  Response response = Response::empty(status);
  response.header("Location", where);
  return response;
}

Response with(std::string body, const char* type, int status) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  response.content_type = type;
  return response;
}

}  // namespace

Response Response::html(std::string body, int status) {
  return with(std::move(body), "text/html; charset=utf-8", status);
}

Response Response::text(std::string body, int status) {
  return with(std::move(body), "text/plain; charset=utf-8", status);
}

Response Response::json(std::string body, int status) {
  return with(std::move(body), "application/json", status);
}

Response Response::empty(int status) {
  return with({}, "", status);
}

Response Response::see_other(std::string_view path) {
  BASE_CHECK(is_path(path));
  return redirect(303, path);
}

Response Response::see_other_outside(std::string_view url) {
  BASE_CHECK(url.starts_with("https://") || url.starts_with("http://"));
  return redirect(303, url);
}

Response Response::moved(std::string_view path) {
  BASE_CHECK(is_path(path));
  return redirect(301, path);
}

Response& Response::header(std::string_view name, std::string_view value) {
  BASE_CHECK(is_token(name) && is_clean(value));
  if (!base::equal_ignoring_case(name, "Set-Cookie")) {
    for (auto& [known, old] : headers)
      if (base::equal_ignoring_case(known, name)) {
        old = value;
        return *this;
      }
  }
  headers.emplace_back(name, value);
  return *this;
}

std::string_view Response::header(std::string_view name) const {
  for (const auto& [known, value] : headers)
    if (base::equal_ignoring_case(known, name)) return value;
  return {};
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 503:
      return "Service Unavailable";
    default:
      return status >= 500 ? "Internal Server Error" : "Status";
  }
}

std::string Response::cgi_head() const {
  std::string out;
  out.reserve(512);
  out += "Status: ";
  out += std::to_string(status);
  out += ' ';
  out += reason_of(status);
  out += "\r\n";
  if (!content_type.empty()) {
    out += "Content-Type: ";
    out += content_type;
    out += "\r\n";
  }
  for (const auto& [name, value] : headers) {
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
  }
  if (header("Cache-Control").empty()) out += "Cache-Control: no-store\r\n";
  if (status != 204 && status != 304) {
    out += "Content-Length: ";
    out += std::to_string(body.size());
    out += "\r\n";
  }
  out += "\r\n";
  return out;
}

}  // namespace web
