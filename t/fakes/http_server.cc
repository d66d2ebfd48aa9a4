#include "http_server.h"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/ThreadPool.h>
#include <Poco/URI.h>

#include <array>
#include <iostream>
#include <thread>

namespace fakes {
namespace {

using Poco::Net::HTTPClientSession;
using Poco::Net::HTTPMessage;
using Poco::Net::HTTPRequest;
using Poco::Net::HTTPRequestHandler;
using Poco::Net::HTTPRequestHandlerFactory;
using Poco::Net::HTTPResponse;
using Poco::Net::HTTPServer;
using Poco::Net::HTTPServerParams;
using Poco::Net::HTTPServerRequest;
using Poco::Net::HTTPServerRequestImpl;
using Poco::Net::HTTPServerResponse;
using Poco::Net::ServerSocket;
using Poco::Net::SocketAddress;

constexpr std::size_t kLargestBody = 4UL * 1024 * 1024;
// A hung call holds a thread, a kept connection too: more than all workers of a shop together.
constexpr int kThreads = 256;

std::string read_at_most(std::istream& in, std::size_t limit) {
  std::string out;
  std::array<char, 16384> buffer{};
  while (out.size() <= limit && in.good()) {
    in.read(buffer.data(), buffer.size());
    out.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
  }
  return out;
}

Request read_request(HTTPServerRequest& request) {
  const std::string target = request.getURI();
  const auto mark = target.find('?');
  Request out{.method = request.getMethod(),
              .path = target.substr(0, mark),
              .query = mark == std::string::npos ? "" : target.substr(mark + 1),
              .headers = {},
              .body = {}};
  for (const auto& [name, value] : request) out.headers.emplace_back(name, value);
  const bool has_body = request.getChunkedTransferEncoding() ||
                        (request.hasContentLength() && request.getContentLength64() > 0);
  if (has_body) out.body = read_at_most(request.stream(), kLargestBody);
  return out;
}

void close_connection(HTTPServerRequest& request, HTTPServerResponse& response) {
  response.setKeepAlive(false);
  dynamic_cast<HTTPServerRequestImpl&>(request).socket().shutdown();
}

void send(const Reply& reply, HTTPServerRequest& request, HTTPServerResponse& response) {
  std::this_thread::sleep_for(reply.delay);
  if (reply.wire == Reply::Wire::Closed) return close_connection(request, response);
  response.setStatus(static_cast<HTTPResponse::HTTPStatus>(reply.status));
  response.setReason(HTTPResponse::getReasonForStatus(response.getStatus()));
  response.setContentType(reply.type);
  response.set("Cache-Control", "no-cache, no-store");
  for (const auto& [name, value] : reply.headers) response.set(name, value);
  response.setContentLength64(static_cast<Poco::Int64>(reply.body.size()));
  auto& out = response.send();
  if (reply.wire == Reply::Wire::Cut) {
    out << reply.body.substr(0, reply.body.size() / 2) << std::flush;
    return close_connection(request, response);
  }
  if (request.getMethod() != HTTPRequest::HTTP_HEAD) out << reply.body;
}

class Handler : public HTTPRequestHandler {
 public:
  explicit Handler(const Answerer& answerer) : answerer_(answerer) {}

  void handleRequest(HTTPServerRequest& request, HTTPServerResponse& response) override {
    Reply reply;
    try {
      const auto read = read_request(request);
      reply = read.body.size() > kLargestBody
                  ? Reply{.status = 413, .type = "text/plain", .body = "too large\n"}
                  : answerer_(read);
    } catch (const std::exception& error) {
      // A bug of the stand-in itself: loud here, a plain 500 there.
      std::cerr << "gds-fakes: " << error.what() << '\n';
      reply = {.status = 500, .type = "text/plain", .body = "the stand-in failed\n"};
    }
    try {
      send(reply, request, response);
    } catch (const std::exception&) {
      // The caller has gone: nobody is left to be told.
      response.setKeepAlive(false);
    }
  }

 private:
  const Answerer& answerer_;
};

class Factory : public HTTPRequestHandlerFactory {
 public:
  explicit Factory(Answerer answerer) : answerer_(std::move(answerer)) {}
  HTTPRequestHandler* createRequestHandler(const HTTPServerRequest&) override {
    return new Handler{answerer_};
  }

 private:
  Answerer answerer_;
};

}  // namespace

struct HttpServer::Running {
  Running(std::uint16_t port, Answerer answerer)
      : threads(4, kThreads),
        server(new Factory{std::move(answerer)}, threads,
               ServerSocket{SocketAddress{"127.0.0.1", port}, 1024}, parameters()) {
    server.start();
  }

  static HTTPServerParams::Ptr parameters() {
    HTTPServerParams::Ptr out = new HTTPServerParams;
    out->setMaxThreads(kThreads);
    out->setMaxQueued(1024);
    out->setKeepAliveTimeout(Poco::Timespan(20, 0));
    return out;
  }

  Poco::ThreadPool threads;
  HTTPServer server;
};

HttpServer::HttpServer(std::uint16_t port, Answerer answerer)
    : running_(std::make_unique<Running>(port, std::move(answerer))) {}

HttpServer::~HttpServer() {
  running_->server.stopAll(true);
}

Posted post(const std::string& url, const std::string& body, const Headers& headers) {
  try {
    const Poco::URI target{url};
    HTTPClientSession session{target.getHost(), target.getPort()};
    session.setTimeout(Poco::Timespan(10, 0));
    HTTPRequest request{HTTPRequest::HTTP_POST, target.getPathEtc(), HTTPMessage::HTTP_1_1};
    for (const auto& [name, value] : headers) request.set(name, value);
    request.setContentLength64(static_cast<Poco::Int64>(body.size()));
    session.sendRequest(request) << body;
    HTTPResponse response;
    auto& in = session.receiveResponse(response);
    return {static_cast<int>(response.getStatus()), read_at_most(in, 2000)};
  } catch (const Poco::Exception& error) {
    return {0, error.displayText()};
  }
}

}  // namespace fakes
