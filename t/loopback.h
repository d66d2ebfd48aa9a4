#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace t {

// A certificate and its key, made for one test run: PEM files in a temporary folder.
struct Certificate {
  std::string certificate_file;
  std::string key_file;
};
// Self-signed for `host` (a DNS name or an IP address), made once per host and process.
const Certificate& certificate_for(const std::string& host);

// The server's end of one connection. Every call ends quietly when the client is gone.
class Peer {
 public:
  explicit Peer(int socket);
  ~Peer();
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;
  // Everything up to and with `end`; what is there when the client goes before.
  std::string read_to(std::string_view end);
  std::string read_exactly(std::size_t count);
  // One HTTP request: head and, by its Content-Length, body.
  std::string read_request();
  bool write(std::string_view bytes);  // false when the client is gone
  // Waits until the client closes: how a test hangs without a clock.
  void wait_until_gone();
  void reset();  // close with a RST
  bool start_tls(const Certificate& certificate);

 private:
  bool fill();
  int socket_;
  std::string buffer_;
  struct Tls;
  std::unique_ptr<Tls> tls_;
};

// A server on a free port of 127.0.0.1 that runs `serve` for each connection, one after the
// other, in a thread of its own. Its end waits for the connection in hand.
class LoopbackServer {
 public:
  explicit LoopbackServer(std::function<void(Peer&)> serve);
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;
  std::uint16_t port() const { return port_; }
  std::string url(std::string_view path) const;
  int connections() const { return connections_; }

 private:
  std::function<void(Peer&)> serve_;
  int listening_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> connections_ = 0;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

// A whole HTTP answer with its Content-Length.
std::string http_answer(int status, std::string_view body, std::string_view more_headers = "");

}  // namespace t
