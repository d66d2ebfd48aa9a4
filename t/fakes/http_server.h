#pragma once
#include <cstdint>
#include <memory>

#include "http.h"

namespace fakes {

// Serves HTTP on a loopback port, one thread a connection. Bodies over 4 MiB get 413.
class HttpServer {
 public:
  HttpServer(std::uint16_t port, Answerer answerer);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

// Posts a body to an http address on this machine. status is 0 when no answer came.
struct Posted {
  int status = 0;
  std::string body;  // the first bytes of the answer, or what went wrong
};
Posted post(const std::string& url, const std::string& body, const Headers& headers);

}  // namespace fakes
