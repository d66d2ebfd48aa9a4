// A crowd of clients. With --socket they speak FastCGI to one pool: what nginx would send, without
// nginx, so that a pool and a bare program are asked in the same way. With --port they are browsers
// that keep their connection to a server on loopback.
//
//   load --socket PATH --uri /cart [--clients 8] [--seconds 5] [--cookie TEXT] [--bodies FILE]
//   load --port 8080 --uri /p/x    [--clients 8] [--seconds 5]
//
// With --bodies each request is a POST of the next line of FILE; with --signed FILE of what follows
// the tab, and what stands before it is the header Stripe-Signature. With --uris FILE each is a GET
// of the next line of FILE. Prints: requests a second, the median and the 99th percentile in
// milliseconds, and how many were not answered 2xx or 3xx.
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <thread>
#include <vector>

#include "base/error.h"

namespace {

using Clock = std::chrono::steady_clock;

struct Wanted {
  std::string socket;
  int port = 0;
  std::string uri;
  std::string cookie;
  std::vector<std::string> bodies;
  bool signed_bodies = false;
  bool uris = false;  // the bodies are addresses
  int clients = 8;
  int seconds = 5;
};

struct Tally {
  std::vector<std::int64_t> microseconds;
  int failures = 0;
};

void add_record(std::string& out, int type, std::string_view content) {
  const auto size = content.size();
  BASE_CHECK(size < 65536);
  for (const auto byte : {std::size_t{1}, static_cast<std::size_t>(type), std::size_t{0},
                          std::size_t{1}, size >> 8U, size & 255U, std::size_t{0}, std::size_t{0}})
    out += static_cast<char>(byte);
  out += content;
}

void add_param(std::string& out, std::string_view name, std::string_view value) {
  BASE_CHECK(name.size() < 128 && value.size() < 128);
  out += static_cast<char>(name.size());
  out += static_cast<char>(value.size());
  out += name;
  out += value;
}

std::string request_bytes(const Wanted& wanted, const std::string* line) {
  std::string params;
  std::optional<std::string> body;
  if (line != nullptr && !wanted.uris) body = *line;
  if (body && wanted.signed_bodies) {
    const auto tab = body->find('\t');
    add_param(params, "HTTP_STRIPE_SIGNATURE", body->substr(0, tab));
    body->erase(0, tab + 1);
  }
  add_param(params, "REQUEST_METHOD", body ? "POST" : "GET");
  add_param(params, "REQUEST_URI", wanted.uris && line != nullptr ? *line : wanted.uri);
  add_param(params, "REMOTE_ADDR", "127.0.0.1");
  add_param(params, "SERVER_PROTOCOL", "HTTP/1.1");
  add_param(params, "HTTP_HOST", "127.0.0.1");
  add_param(params, "CONTENT_LENGTH", body ? std::to_string(body->size()) : "");
  add_param(params, "CONTENT_TYPE", body ? "application/x-www-form-urlencoded" : "");
  if (!wanted.cookie.empty()) add_param(params, "HTTP_COOKIE", wanted.cookie);
  std::string out;
  add_record(out, 1, std::string_view{"\0\1\0\0\0\0\0\0", 8});  // begin: responder, then close
  add_record(out, 4, params);
  add_record(out, 4, {});
  if (body) add_record(out, 5, *body);
  add_record(out, 5, {});
  return out;
}

int connect_to(const std::string& path) {
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  // A server that hangs is a failure, not a reason to wait for ever.
  const timeval patience{.tv_sec = 10, .tv_usec = 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the interface of connect(2)
  if (connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    close(fd);
    throw base::Error{"cannot connect to " + path};
  }
  return fd;
}

// Did the answer begin with a status of success?
bool ask(const std::string& path, const std::string& request) {
  const int fd = connect_to(path);
  bool good = send(fd, request.data(), request.size(), MSG_NOSIGNAL) ==
              static_cast<ssize_t>(request.size());
  std::string head;
  std::vector<char> buffer(65536);
  for (ssize_t n = 1; good && n > 0;) {
    n = read(fd, buffer.data(), buffer.size());
    if (n > 0 && head.size() < 64) head.append(buffer.data(), static_cast<std::size_t>(n));
  }
  close(fd);
  const auto status = head.find("Status: ");
  const char first =
      status == std::string::npos || status + 8 >= head.size() ? '0' : head[status + 8];
  return good && (first == '2' || first == '3');
}

// One kept connection of HTTP.
class Browser {
 public:
  Browser(int port, const std::string& uri)
      : port_{port},
        request_{"GET " + uri + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                 "\r\n\r\n"} {
    connect_anew();
  }
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;
  ~Browser() { close(fd_); }

  // A server may close a kept connection after so many requests: then once more on a new one.
  bool ask() {
    if (ask_once()) return true;
    connect_anew();
    return ask_once();
  }

 private:
  void connect_anew() {
    if (fd_ >= 0) close(fd_);
    fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the interface of connect(2)
    if (connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw base::Error{"cannot connect to port " + std::to_string(port_)};
  }

  bool ask_once() {
    if (send(fd_, request_.data(), request_.size(), MSG_NOSIGNAL) < 0) return false;
    std::string answer;
    std::size_t whole = std::string::npos;
    while (answer.size() < whole) {
      const ssize_t n = read(fd_, buffer_.data(), buffer_.size());
      if (n <= 0) return false;
      answer.append(buffer_.data(), static_cast<std::size_t>(n));
      const auto head = answer.find("\r\n\r\n");
      if (whole != std::string::npos || head == std::string::npos) continue;
      const auto length = answer.find("Content-Length: ");
      if (length > head) return false;
      whole = head + 4 + std::stoul(answer.substr(length + 16, 12));
    }
    return answer.starts_with("HTTP/1.1 200");
  }

  int fd_ = -1;
  int port_;
  std::string request_;
  std::vector<char> buffer_ = std::vector<char>(65536);
};

Tally run_client(const Wanted& wanted, std::atomic<std::size_t>& next, Clock::time_point from,
                 Clock::time_point until) {
  Tally tally;
  std::optional<Browser> browser;
  if (wanted.port != 0) browser.emplace(wanted.port, wanted.uri);
  const auto fixed = request_bytes(wanted, nullptr);
  for (auto began = Clock::now(); began < until;) {
    const auto* body =
        wanted.bodies.empty() ? nullptr : &wanted.bodies[next++ % wanted.bodies.size()];
    const bool good =
        browser ? browser->ask()
                : ask(wanted.socket, body == nullptr ? fixed : request_bytes(wanted, body));
    const auto ended = Clock::now();
    if (began >= from) {
      tally.microseconds.push_back(
          std::chrono::duration_cast<std::chrono::microseconds>(ended - began).count());
      tally.failures += good ? 0 : 1;
    }
    began = ended;
  }
  return tally;
}

Wanted read_arguments(const std::vector<std::string>& words) {
  std::map<std::string, std::string> options;
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) options[words[i]] = words[i + 1];
  Wanted wanted;
  if (options.contains("--port"))
    wanted.port = std::stoi(options["--port"]);
  else
    wanted.socket = options.at("--socket");
  wanted.uri = options["--uri"];
  wanted.cookie = options["--cookie"];
  if (options.contains("--clients")) wanted.clients = std::stoi(options["--clients"]);
  if (options.contains("--seconds")) wanted.seconds = std::stoi(options["--seconds"]);
  wanted.signed_bodies = options.contains("--signed");
  wanted.uris = options.contains("--uris");
  const std::string lines = wanted.uris            ? options["--uris"]
                            : wanted.signed_bodies ? options["--signed"]
                                                   : options["--bodies"];
  if (!lines.empty()) {
    std::ifstream file{lines};
    for (std::string line; std::getline(file, line);) wanted.bodies.push_back(line);
    BASE_CHECK(!wanted.bodies.empty());
  }
  return wanted;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const auto wanted = read_arguments({argv + 1, argv + argc});
    // The first second warms connections, plans and caches, and does not count.
    const auto from = Clock::now() + std::chrono::seconds{1};
    const auto until = from + std::chrono::seconds{wanted.seconds};
    std::atomic<std::size_t> next = 0;
    std::vector<Tally> tallies(static_cast<std::size_t>(wanted.clients));
    std::vector<std::thread> threads;
    for (auto& tally : tallies)
      threads.emplace_back([&] { tally = run_client(wanted, next, from, until); });
    for (auto& thread : threads) thread.join();
    Tally all;
    for (const auto& tally : tallies) {
      all.failures += tally.failures;
      all.microseconds.insert(all.microseconds.end(), tally.microseconds.begin(),
                              tally.microseconds.end());
    }
    auto& times = all.microseconds;
    BASE_CHECK(!times.empty());
    std::sort(times.begin(), times.end());
    const auto share = [&](std::size_t percent) {
      return static_cast<double>(times[(times.size() - 1) * percent / 100]) / 1000.0;
    };
    std::printf("%zu %.2f %.2f %d\n", times.size() / static_cast<std::size_t>(wanted.seconds),
                share(50), share(99), all.failures);
    return 0;
  } catch (const std::exception& e) {
    std::cerr << "load: " << e.what() << '\n';
    return 1;
  }
}
