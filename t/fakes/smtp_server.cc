#include "smtp_server.h"

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnection.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/Net/TCPServerParams.h>
#include <Poco/ThreadPool.h>

#include <array>

#include "smtp_session.h"

namespace fakes {
namespace {

using Poco::Net::ServerSocket;
using Poco::Net::SocketAddress;
using Poco::Net::StreamSocket;
using Poco::Net::TCPServer;
using Poco::Net::TCPServerConnection;
using Poco::Net::TCPServerConnectionFactory;
using Poco::Net::TCPServerParams;

constexpr int kThreads = 64;
constexpr std::size_t kLongestPending = 1024UL * 1024;

class Connection : public TCPServerConnection {
 public:
  Connection(const StreamSocket& socket, Mailbox& mailbox)
      : TCPServerConnection(socket), session_(mailbox) {}

  void run() override {
    try {
      socket().setReceiveTimeout(Poco::Timespan(300, 0));
      // Replies are small and the client waits for each.
      socket().setNoDelay(true);
      send(SmtpSession::greeting());
      converse();
    } catch (const Poco::Exception&) {
      // The client has gone, or said nothing for five minutes.
    }
  }

 private:
  void converse() {
    std::string pending;
    std::array<char, 16384> buffer{};
    for (;;) {
      const int got = socket().receiveBytes(buffer.data(), static_cast<int>(buffer.size()));
      if (got <= 0) return;
      pending.append(buffer.data(), static_cast<std::size_t>(got));
      if (!take_lines(pending) || pending.size() > kLongestPending) return;
    }
  }

  // False when the conversation is over.
  bool take_lines(std::string& pending) {
    std::size_t start = 0;
    for (auto end = pending.find('\n'); end != std::string::npos; end = pending.find('\n', start)) {
      const bool crlf = end > start && pending[end - 1] == '\r';
      const std::string line = pending.substr(start, end - start - (crlf ? 1 : 0));
      start = end + 1;
      const auto reply =
          session_.line(line, crlf ? SmtpSession::Ending::CrLf : SmtpSession::Ending::BareLf);
      send(reply.text);
      if (reply.closes) return false;
    }
    pending.erase(0, start);
    return true;
  }

  void send(const std::string& text) {
    for (std::size_t sent = 0; sent < text.size();) {
      sent += static_cast<std::size_t>(
          socket().sendBytes(text.data() + sent, static_cast<int>(text.size() - sent)));
    }
  }

  SmtpSession session_;
};

class Factory : public TCPServerConnectionFactory {
 public:
  explicit Factory(Mailbox& mailbox) : mailbox_(mailbox) {}
  TCPServerConnection* createConnection(const StreamSocket& socket) override {
    return new Connection{socket, mailbox_};
  }

 private:
  Mailbox& mailbox_;
};

TCPServerParams::Ptr parameters() {
  TCPServerParams::Ptr out = new TCPServerParams;
  out->setMaxThreads(kThreads);
  out->setMaxQueued(1024);
  return out;
}

}  // namespace

struct SmtpServer::Running {
  Running(std::uint16_t port, Mailbox& mailbox)
      : threads(2, kThreads),
        server(new Factory{mailbox}, threads, ServerSocket{SocketAddress{"127.0.0.1", port}, 1024},
               parameters()) {
    server.start();
  }

  Poco::ThreadPool threads;
  TCPServer server;
};

SmtpServer::SmtpServer(std::uint16_t port, Mailbox& mailbox)
    : running_(std::make_unique<Running>(port, mailbox)) {}

SmtpServer::~SmtpServer() {
  running_->server.stop();
}

}  // namespace fakes
