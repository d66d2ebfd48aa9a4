#include "web/worker.h"

#include <fcgiapp.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

#include "base/crypto.h"
#include "base/error.h"
#include "web/guards.h"

namespace web {
namespace {

// The body as libfcgi hands it over.
class FcgiBody : public BodySource {
 public:
  explicit FcgiBody(FCGX_Stream* in) : in_{in} {}
  bool read(std::string& out, std::size_t limit) override {
    std::array<char, 16384> piece{};
    while (out.size() < limit) {
      const auto wanted = std::min(piece.size(), limit - out.size());
      const int got = FCGX_GetStr(piece.data(), static_cast<int>(wanted), in_);
      if (got <= 0) return true;
      out.append(piece.data(), static_cast<std::size_t>(got));
    }
    return FCGX_GetChar(in_) == EOF;
  }

 private:
  FCGX_Stream* in_;
};

// Names requests: a random beginning for the process, then a count.
class RequestIds {
 public:
  std::string next() {
    auto count = std::to_string(++count_);
    return start_ + '-' + std::move(count);
  }

 private:
  std::string start_ = base::hex(base::random_bytes(5));
  std::uint64_t count_ = 0;
};

bool is_request_id(std::string_view text) {
  return text.size() >= 8 && text.size() <= 32 &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Pointers in envp die with the request: everything is copied. nginx sends REQUEST_ID so that its
// log and ours use one name; the first half is name enough.
void read_params(char** envp, Request& req, std::string_view& peer) {
  for (; *envp != nullptr; ++envp) {
    const std::string_view entry{*envp};
    const auto equals = entry.find('=');
    if (equals == std::string_view::npos) continue;
    const auto name = entry.substr(0, equals);
    const auto value = entry.substr(equals + 1);
    if (value.empty()) continue;
    if (name.starts_with("HTTP_"))
      req.add_header(name.substr(5), value);
    else if (name == "REQUEST_METHOD")
      req.method = value;
    else if (name == "REQUEST_URI")
      req.set_target(value);
    else if (name == "CONTENT_TYPE" || name == "CONTENT_LENGTH")
      req.add_header(name, value);
    else if (name == "REMOTE_ADDR")
      peer = value;
    else if (name == "REQUEST_ID" && is_request_id(value))
      req.id = value.substr(0, 16);
  }
}

void send(FCGX_Request& fcgi, const Request& req, Response& response) {
  response.header("X-Request-Id", req.id);
  const auto head = response.cgi_head();
  FCGX_PutStr(head.data(), static_cast<int>(head.size()), fcgi.out);
  if (req.method != "HEAD")
    FCGX_PutStr(response.body.data(), static_cast<int>(response.body.size()), fcgi.out);
}

// A worker without work for so many milliseconds writes the lines of its last requests: one
// write(2) a request costs a tenth of a small page.
constexpr int kLogPause = 50;

// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): signal handlers see no other
volatile std::sig_atomic_t stop_asked = 0;
void ask_to_stop(int) {
  stop_asked = 1;
}

// SIGTERM is only let in while the worker waits for a connection: libfcgi takes an interrupted
// read for a broken one, and a wait that began after the signal would miss it.
class StopSignal {
 public:
  StopSignal() {
    struct sigaction action {};
    action.sa_handler = ask_to_stop;
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    // Ctrl-C and a hang-up reach the whole group; the parent decides what they mean.
    std::signal(SIGINT, SIG_IGN);
    std::signal(SIGHUP, SIG_IGN);
    sigset_t term;
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    sigprocmask(SIG_SETMASK, &term, &while_waiting_);
    sigemptyset(&while_waiting_);
  }
  bool is_pending() const {
    sigset_t pending;
    sigemptyset(&pending);
    sigpending(&pending);
    return sigismember(&pending, SIGTERM) == 1;
  }
  const sigset_t* while_waiting() const { return &while_waiting_; }

 private:
  sigset_t while_waiting_{};
};

// Wakes one worker a connection (EPOLLEXCLUSIVE), not all of them.
class Doorbell {
 public:
  explicit Doorbell(int listening) : epoll_{epoll_create1(EPOLL_CLOEXEC)} {
    epoll_event event{};
    event.events = EPOLLIN | EPOLLEXCLUSIVE;
    if (epoll_ < 0 || epoll_ctl(epoll_, EPOLL_CTL_ADD, listening, &event) != 0)
      throw base::Error{std::string{"cannot wait for connections: "} + std::strerror(errno)};
  }
  ~Doorbell() { close(epoll_); }
  Doorbell(const Doorbell&) = delete;
  Doorbell& operator=(const Doorbell&) = delete;
  // False when nobody rang for so many milliseconds (-1: waits for ever).
  bool wait(const sigset_t* mask, int milliseconds) {
    epoll_event event{};
    return epoll_pwait(epoll_, &event, 1, milliseconds, mask) != 0;
  }

 private:
  int epoll_;
};

class OneRequest {
 public:
  OneRequest(const WorkerSetup& setup, RequestIds& ids) : setup_{setup}, ids_{ids} {}

  void answer(FCGX_Request& fcgi, const Answer& answer) {
    const auto started = steady_microseconds();
    Request req;
    std::string_view peer;
    read_params(fcgi.envp, req, peer);
    if (req.id.empty()) req.id = ids_.next();
    req.address = client_address(peer, req.header("X-Forwarded-For"), setup_.trusted);
    FcgiBody body{fcgi.in};
    req.set_body_source(&body);
    setup_.slot.set_request_id(req.id);
    setup_.slot.busy_since = started;
    setup_.counters.busy.fetch_add(1, std::memory_order_relaxed);

    auto answered = answer(req);
    send(fcgi, req, answered.response);
    FCGX_Finish_r(&fcgi);

    setup_.slot.busy_since = 0;
    setup_.counters.busy.fetch_sub(1, std::memory_order_relaxed);
    const auto took = steady_microseconds() - started;
    setup_.counters.count(answered.response.status, took);
    base::LogLine line{"request"};
    line.add("id", req.id).add("pool", setup_.pool).add("method", req.method);
    line.add("route", answered.route).add("status", answered.response.status);
    line.add("bytes", static_cast<std::int64_t>(answered.response.body.size()));
    line.add_milliseconds("ms", took);
    if (!answered.who.empty()) line.add("who", answered.who);
    setup_.log.defer(line);
  }

 private:
  const WorkerSetup& setup_;
  RequestIds& ids_;
};

}  // namespace

std::int64_t steady_microseconds() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void Slot::set_request_id(std::string_view id) {
  std::array<char, 16> text{};
  std::copy_n(id.begin(), std::min(id.size(), text.size()), text.begin());
  for (std::size_t i = 0; i < request_id.size(); ++i) {
    std::uint64_t half = 0;
    std::memcpy(&half, text.data() + i * sizeof half, sizeof half);
    request_id[i].store(half, std::memory_order_relaxed);
  }
}

std::string Slot::read_request_id() const {
  std::array<char, 17> text{};
  for (std::size_t i = 0; i < request_id.size(); ++i) {
    const std::uint64_t half = request_id[i].load(std::memory_order_relaxed);
    std::memcpy(text.data() + i * sizeof half, &half, sizeof half);
  }
  return text.data();
}

void work(const WorkerSetup& setup, const Answer& answer) {
  const StopSignal stop;
  Doorbell bell{setup.listening};
  RequestIds ids;
  FCGX_Request fcgi;
  if (FCGX_Init() != 0 || FCGX_InitRequest(&fcgi, setup.listening, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
    throw base::Error{"libfcgi does not start"};
  bool lines_wait = false;
  while (stop_asked == 0) {
    if (FCGX_Accept_r(&fcgi) >= 0) {
      OneRequest{setup, ids}.answer(fcgi, answer);
      lines_wait = true;
      if (stop.is_pending()) break;
    } else if (!bell.wait(stop.while_waiting(), lines_wait ? kLogPause : -1)) {
      setup.log.flush();
      lines_wait = false;
    }
  }
  FCGX_Free(&fcgi, 1);
  setup.log.flush();
}

}  // namespace web
