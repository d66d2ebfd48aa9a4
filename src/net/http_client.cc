#include "net/http_client.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/in_transaction.h"
#include "net/broken_pipe.h"
#include "net/tls.h"
#include "net/url.h"
#include "net/watchdog.h"

namespace net {
namespace {

using Kind = NetError::Kind;
using Session = Poco::Net::HTTPClientSession;

bool is_token(std::string_view text) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kMarks.find(c) != std::string_view::npos;
  });
}

bool is_header_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7f';
  });
}

void check(const HttpRequest& request) {
  const auto refuse = [](const char* why) { throw NetError{Kind::Refused, why}; };
  if (!is_token(request.method)) refuse("request refused: bad method");
  for (const auto& [name, value] : request.headers) {
    if (!is_token(name)) refuse("request refused: bad header name");
    if (!is_header_value(value)) refuse("request refused: a control character in a header");
  }
}

Poco::Timespan span(std::chrono::milliseconds time) {
  return Poco::Timespan{std::chrono::microseconds{time}.count()};
}

// Where a call stood when it failed: what a time-out means depends on it.
enum class Stage { Connecting, Waiting };

// Poco's exception as our kind of failure.
Kind kind_of(const Poco::Exception& e, Stage stage) {
  if (dynamic_cast<const Poco::Net::SSLException*>(&e) != nullptr) return Kind::Tls;
  if (dynamic_cast<const Poco::TimeoutException*>(&e) != nullptr) {
    return stage == Stage::Connecting ? Kind::Connect : Kind::Timeout;
  }
  if (stage == Stage::Connecting) return Kind::Connect;
  const bool cut = dynamic_cast<const Poco::Net::NoMessageException*>(&e) != nullptr ||
                   dynamic_cast<const Poco::Net::ConnectionResetException*>(&e) != nullptr ||
                   dynamic_cast<const Poco::Net::ConnectionAbortedException*>(&e) != nullptr ||
                   dynamic_cast<const Poco::IOException*>(&e) != nullptr;
  const bool odd = dynamic_cast<const Poco::Net::MessageException*>(&e) != nullptr &&
                   dynamic_cast<const Poco::Net::NoMessageException*>(&e) == nullptr;
  return cut && !odd ? Kind::Cut : Kind::Protocol;
}

const char* words(Kind kind) {
  switch (kind) {
    case Kind::Refused:
      return "refused";
    case Kind::Connect:
      return "no connection";
    case Kind::Tls:
      return "no trusted TLS connection";
    case Kind::Timeout:
      return "no answer in time";
    case Kind::Cut:
      return "the connection ended before the answer did";
    case Kind::TooLarge:
      return "the answer is too large";
    case Kind::Protocol:
      return "the answer is not HTTP";
  }
  return "";
}

bool is_harmless(const HttpRequest& request) {
  return request.repeat == Repeat::Harmless || request.method == "GET" || request.method == "HEAD";
}

// A kept connection that the other side had closed meanwhile.
struct DeadConnection {};

// One request and its answer over one session.
class Call {
 public:
  Call(Session& session, const Url& url, const HttpRequest& request, const HttpLimits& limits)
      : session_{session}, url_{url}, request_{request}, limits_{limits} {
    session_.setTimeout(span(limits.connect), span(limits.total), span(limits.total));
  }

  HttpResponse run(std::chrono::steady_clock::time_point deadline) {
    const bool kept = session_.connected();
    stage_ = kept ? Stage::Waiting : Stage::Connecting;
    const Watchdog watchdog{deadline, [this] { session_.abort(); }};
    try {
      send();
      auto response = receive();
      if (watchdog.has_fired()) fail(Kind::Timeout, "");
      return response;
    } catch (const Poco::Exception& e) {
      if (watchdog.has_fired()) {
        fail(stage_ == Stage::Connecting ? Kind::Connect : Kind::Timeout, "");
      }
      const auto kind = kind_of(e, stage_);
      if (kept && kind == Kind::Cut && !answered_) throw DeadConnection{};
      fail(kind, kind == Kind::Tls ? e.displayText() : e.message());
    } catch (const NetError&) {
      // A short body is what an abort looks like from here.
      if (watchdog.has_fired()) fail(Kind::Timeout, "");
      throw;
    }
  }

 private:
  void send() {
    Poco::Net::HTTPRequest out{request_.method, url_.target, Poco::Net::HTTPMessage::HTTP_1_1};
    out.setKeepAlive(true);
    for (const auto& [name, value] : request_.headers) out.set(name, value);
    const bool has_body = request_.method != "GET" && request_.method != "HEAD" &&
                          (request_.method != "DELETE" || !request_.body.empty());
    if (has_body) out.setContentLength64(static_cast<Poco::Int64>(request_.body.size()));
    auto& stream = session_.sendRequest(out);
    stage_ = Stage::Waiting;
    stream.write(request_.body.data(), static_cast<std::streamsize>(request_.body.size()));
    stream.flush();
    rethrow();
  }

  HttpResponse receive() {
    Poco::Net::HTTPResponse in;
    constexpr int kMostHeaders = 200;
    in.setFieldLimit(kMostHeaders);
    auto& stream = session_.receiveResponse(in);
    answered_ = true;
    HttpResponse response;
    response.status = static_cast<int>(in.getStatus());
    for (const auto& [name, value] : in) response.headers.emplace_back(name, value);
    read_body(stream, response);
    rethrow();
    const bool sized = request_.method != "HEAD" && in.hasContentLength();
    if (sized && in.getContentLength64() != std::ssize(response.body)) fail(Kind::Cut, "");
    return response;
  }

  void read_body(std::istream& stream, HttpResponse& response) {
    char buffer[16384];
    while (stream.read(buffer, sizeof buffer), stream.gcount() > 0) {
      response.body.append(buffer, static_cast<std::size_t>(stream.gcount()));
      if (response.body.size() > limits_.body_bytes) fail(Kind::TooLarge, "");
    }
  }

  // What a stream swallowed.
  void rethrow() const {
    if (session_.networkException() != nullptr) session_.networkException()->rethrow();
  }

  [[noreturn]] void fail(Kind kind, const std::string& detail) const {
    auto message =
        request_.method + " " + url_.origin() + std::string{url_.path()} + ": " + words(kind);
    if (!detail.empty()) message += " (" + detail + ")";
    throw NetError{kind, message};
  }

  Session& session_;
  const Url& url_;
  const HttpRequest& request_;
  const HttpLimits& limits_;
  Stage stage_ = Stage::Connecting;
  bool answered_ = false;
};

}  // namespace

struct HttpClient::Impl {
  Options options;
  Poco::Net::Context::Ptr tls;
  std::map<std::string, std::unique_ptr<Session>> kept;

  std::unique_ptr<Session> connect_to(const Url& url) {
    std::unique_ptr<Session> session;
    if (url.scheme == Url::Scheme::Http) {
      session = std::make_unique<Session>(url.host, url.port);
    } else {
      if (tls.isNull()) tls = tls_client(options.ca_file);
      session = std::make_unique<Poco::Net::HTTPSClientSession>(url.host, url.port, tls);
    }
    session->setKeepAlive(true);
    return session;
  }

  // A session that fails in any way is not kept. A call that must not be repeated gets a fresh
  // connection, since a kept one may be dead and only tells so after the bytes are out.
  HttpResponse once(const Url& url, const HttpRequest& request, const HttpLimits& limits,
                    std::chrono::steady_clock::time_point deadline) {
    auto session = std::move(kept[url.origin()]);
    if (session == nullptr || !is_harmless(request)) session = connect_to(url);
    auto response = Call{*session, url, request, limits}.run(deadline);
    kept[url.origin()] = std::move(session);
    return response;
  }
};

HttpClient::HttpClient() : HttpClient{Options{}} {}
HttpClient::HttpClient(Options options) : impl_{std::make_unique<Impl>()} {
  ignore_broken_pipes();
  impl_->options = std::move(options);
}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;

HttpResponse HttpClient::send(const HttpRequest& request, const HttpLimits& limits) {
  BASE_CHECK(!base::InTransaction::now());
  check(request);
  const auto url = Url::parse(request.url);
  const auto deadline = std::chrono::steady_clock::now() + limits.total;
  try {
    return impl_->once(url, request, limits, deadline);
  } catch (const DeadConnection&) {
    return impl_->once(url, request, limits, deadline);
  }
}

std::string_view HttpResponse::header(std::string_view name) const {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  for (const auto& [key, value] : headers) {
    if (std::equal(key.begin(), key.end(), name.begin(), name.end(),
                   [&](char a, char b) { return lower(a) == lower(b); })) {
      return value;
    }
  }
  return {};
}

}  // namespace net
