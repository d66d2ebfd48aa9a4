#pragma once
#include <chrono>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "text.h"

namespace fakes {

using Headers = std::vector<std::pair<std::string, std::string>>;

// The header's value, names compared without case; empty when absent.
inline std::string header(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (lower(key) == lower(name)) return value;
  }
  return {};
}

struct Request {
  std::string method{};
  std::string path{};   // as sent, still encoded
  std::string query{};  // after the '?'
  Headers headers{};
  std::string body{};
};

struct Reply {
  // What happens on the wire: the whole answer, a closed connection instead of one, or one that
  // promises more bytes than it sends.
  enum class Wire { Whole, Closed, Cut };

  int status = 200;
  std::string type = "application/json";
  std::string body{};
  Headers headers{};
  Wire wire = Wire::Whole;
  std::chrono::milliseconds delay{0};

  static Reply html(int status, std::string body) {
    return {.status = status, .type = "text/html; charset=utf-8", .body = std::move(body)};
  }
  static Reply see_other(std::string location) {
    return {.status = 303,
            .type = "text/plain",
            .body = "",
            .headers = {{"Location", std::move(location)}}};
  }
};

using Answerer = std::function<Reply(const Request&)>;

}  // namespace fakes
