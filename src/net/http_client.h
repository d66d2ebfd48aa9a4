#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/net_error.h"

namespace net {

// May the same bytes be sent a second time when a kept connection turns out to be dead? GET and
// HEAD always may; a POST only when it carries an idempotency key.
enum class Repeat { Never, Harmless };

struct HttpRequest {
  std::string method = "GET";
  std::string url{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};
  Repeat repeat = Repeat::Never;
};

struct HttpResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  // The first header of that name, whatever its case; empty when there is none.
  std::string_view header(std::string_view name) const;
};

struct HttpLimits {
  std::chrono::milliseconds connect{5000};
  std::chrono::milliseconds total{10000};  // from the first byte out to the last byte in
  std::size_t body_bytes = std::size_t{4} * 1024 * 1024;
};

// Calls HTTP servers of others: https with strict verification (http to loopback only), one
// deadline for the whole call, a bounded answer, kept connections. Redirects are not followed: an
// API that redirects has been moved by its operator. An answer in chunks that is cut short cannot
// be told from a whole one here: whoever reads it must (JSON does). Not for two threads at once;
// make it after fork().
class HttpClient {
 public:
  struct Options {
    std::string ca_file;  // the only authorities trusted; empty: the system's
  };
  HttpClient();
  explicit HttpClient(Options options);
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) noexcept;

  // Never within a transaction of a database (invariant P4): that is a bug, and throws BugError.
  // Any status is an answer; throws NetError when there is none. Control characters in method,
  // URL or headers are refused, not cleaned. Sends once, but for one repetition on a fresh
  // connection when a kept one was dead and `repeat` allows it.
  HttpResponse send(const HttpRequest& request, const HttpLimits& limits);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace net
