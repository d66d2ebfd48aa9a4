#include "net/mailer.h"

#include <Poco/Exception.h>
#include <Poco/Net/DialogSocket.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <sys/socket.h>

#include <algorithm>
#include <optional>

#include "base/crypto.h"
#include "base/in_transaction.h"
#include "base/text.h"
#include "net/broken_pipe.h"
#include "net/tls.h"
#include "net/url.h"
#include "net/watchdog.h"

namespace net {
namespace {

using Kind = Delivery::Kind;

struct Reply {
  int code = 0;
  std::string text;
  bool is(int hundreds) const { return code / 100 == hundreds; }
};

// Ends the attempt with its outcome; caught in Mailer::send.
struct Ended {
  Delivery delivery;
};

// The server's words, which like to quote the recipient, without any address.
std::string without_addresses(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(" \r\n"), text.size());
    const auto word = text.substr(0, end);
    if (!out.empty()) out += ' ';
    out += word.find('@') == std::string_view::npos ? word : "(address)";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

[[noreturn]] void end(Kind kind, const char* stage, const Reply& reply) {
  throw Ended{{kind, reply.code, std::string{stage} + ": " + without_addresses(reply.text)}};
}

[[noreturn]] void alarm_over(const char* what) {
  throw Ended{{Kind::Alarm, 0, what}};
}

Poco::Timespan span(std::chrono::milliseconds time) {
  return Poco::Timespan{std::chrono::microseconds{time}.count()};
}

// Which failure a 5xx to RCPT is. 5.7.x is policy (our reputation), not the address.
Kind rcpt_failure(const Reply& reply) {
  const bool address = reply.code == 550 || reply.code == 551 || reply.code == 553;
  return address && reply.text.find("5.7.") == std::string::npos ? Kind::BadAddress
                                                                 : Kind::BadContent;
}

// One connection to the server, logged in.
class Session {
 public:
  explicit Session(const MailerOptions& options) : options_{options} {
    if (options.tls == base::SmtpTls::None && !is_loopback(options.host)) {
      alarm_over("smtp.tls is none, but the server is not on this machine");
    }
    Poco::Net::StreamSocket plain;
    plain.connect(Poco::Net::SocketAddress{options.host, static_cast<Poco::UInt16>(options.port)},
                  span(options.connect));
    plain.setSendTimeout(span(options.reply));
    plain.setReceiveTimeout(span(options.reply));
    socket_.emplace(plain);
    if (options.tls == base::SmtpTls::Implicit) secure();
    expect(read(), 2, "greeting");
    greet();
    if (options.tls == base::SmtpTls::StartTls) {
      if (!offers("STARTTLS")) alarm_over("the server does not offer STARTTLS");
      expect(command("STARTTLS"), 2, "STARTTLS");
      secure();
      greet();
    }
    if (!options.user.empty()) log_in();
  }

  int descriptor() const { return socket_->impl()->sockfd(); }
  int sent() const { return sent_; }
  // Has the server taken the sender of a message that is not finished?
  bool is_begun() const { return begun_; }

  void send(const std::string& from, const std::string& to, const std::string& data) {
    const auto mail = command("MAIL FROM:<" + from + ">");
    if (mail.is(5)) end(Kind::Alarm, "MAIL FROM", mail);
    expect(mail, 2, "MAIL FROM");
    begun_ = true;
    const auto rcpt = command("RCPT TO:<" + to + ">");
    if (rcpt.is(5)) end(rcpt_failure(rcpt), "RCPT TO", rcpt);
    expect(rcpt, 2, "RCPT TO");
    expect(command("DATA"), 3, "DATA");
    put(data + ".\r\n");
    socket_->setReceiveTimeout(span(options_.after_dot));
    const auto taken = read();
    socket_->setReceiveTimeout(span(options_.reply));
    expect(taken, 2, "after the final dot");
    begun_ = false;
    ++sent_;
  }

  // Ready for another message after a refused one? False when the connection is of no more use.
  bool recover() {
    try {
      if (begun_ && !command("RSET").is(2)) return false;
      begun_ = false;
      return true;
    } catch (const Poco::Exception&) {
      return false;
    }
  }

  void quit() noexcept {
    try {
      command("QUIT");
    } catch (const std::exception&) {
      // Courtesy only; what was sent has been acknowledged.
    }
  }

 private:
  void put(const std::string& bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
      const int sent = socket_->sendBytes(bytes.data() + at, static_cast<int>(bytes.size() - at));
      if (sent <= 0) throw Poco::Net::ConnectionResetException{};
      at += static_cast<std::size_t>(sent);
    }
  }

  Reply read() {
    Reply reply;
    reply.code = socket_->receiveStatusMessage(reply.text);
    // A closed connection reads as an empty line.
    if (reply.code < 100) throw Poco::Net::ConnectionResetException{"no reply"};
    return reply;
  }

  Reply command(const std::string& line) {
    put(line + "\r\n");
    return read();
  }

  static void expect(const Reply& reply, int hundreds, const char* stage) {
    if (reply.is(hundreds)) return;
    end(reply.is(5) ? Kind::BadContent : Kind::Later, stage, reply);
  }

  void greet() {
    const auto reply = command("EHLO " + options_.helo);
    if (reply.is(5)) end(Kind::Alarm, "EHLO", reply);
    expect(reply, 2, "EHLO");
    capabilities_ = reply.text;
  }

  bool offers(std::string_view word) const {
    for (std::string_view rest = capabilities_; !rest.empty();) {
      const auto end = std::min(rest.find('\n'), rest.size());
      auto line = base::trimmed(rest.substr(0, end));
      if (line.size() > 4 && line.starts_with("250")) line.remove_prefix(4);
      if (base::equal_ignoring_case(line.substr(0, word.size()), word)) return true;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
  }

  // A new dialogue over TLS: bytes that came before the handshake are gone with the old buffer.
  void secure() {
    socket_.emplace(Poco::Net::SecureStreamSocket::attach(*socket_, options_.host,
                                                          tls_client(options_.ca_file)));
    is_secure_ = true;
  }

  void log_in() {
    if (!is_secure_ && !is_loopback(options_.host)) alarm_over("no login without TLS");
    const auto& password = options_.password.reveal();
    const std::string zero(1, '\0');
    auto reply = command("AUTH PLAIN " + base::base64(zero + options_.user + zero + password));
    if (reply.code == 504 || reply.code == 502) {  // the server knows LOGIN only
      reply = command("AUTH LOGIN");
      if (reply.is(3)) reply = command(base::base64(options_.user));
      if (reply.is(3)) reply = command(base::base64(password));
    }
    if (reply.is(5)) end(Kind::Alarm, "AUTH", reply);
    expect(reply, 2, "AUTH");
  }

  const MailerOptions& options_;
  std::optional<Poco::Net::DialogSocket> socket_;
  std::string capabilities_;
  bool is_secure_ = false;
  bool begun_ = false;
  int sent_ = 0;
};

}  // namespace

struct Mailer::Impl {
  MailerOptions options;
  std::optional<Session> session;
  bool was_begun = false;  // when the connection was lost

  // All steps of one message together; beyond it the server is taken for dead.
  std::chrono::steady_clock::time_point deadline() const {
    return std::chrono::steady_clock::now() + options.connect + 4 * options.reply +
           options.after_dot;
  }

  Delivery attempt(const std::string& from, const std::string& to, const std::string& data) {
    was_begun = false;
    try {
      if (!session) session.emplace(options);
      const int descriptor = session->descriptor();
      const Watchdog watchdog{deadline(), [descriptor] { shutdown(descriptor, SHUT_RDWR); }};
      session->send(from, to, data);
      return {Kind::Sent, 250};
    } catch (const Ended& ended) {
      const bool keep = session && ended.delivery.code != 421 &&
                        ended.delivery.kind != Kind::Alarm && session->recover();
      if (!keep) session.reset();
      return ended.delivery;
    } catch (const Poco::Net::SSLException& e) {
      session.reset();
      return {Kind::Alarm, 0, "no trusted TLS connection: " + e.displayText()};
    } catch (const Poco::Exception& e) {
      was_begun = session && session->is_begun();
      session.reset();
      return {Kind::Later, 0, "connection: " + e.displayText()};
    }
  }
};

Mailer::Mailer(MailerOptions options) : impl_{std::make_unique<Impl>()} {
  ignore_broken_pipes();
  impl_->options = std::move(options);
}
Mailer::~Mailer() {
  if (impl_ && impl_->session) impl_->session->quit();
}
Mailer::Mailer(Mailer&&) noexcept = default;
Mailer& Mailer::operator=(Mailer&&) noexcept = default;

Delivery Mailer::send(const MailMessage& message, const std::string& envelope_from) {
  constexpr int kPerConnection = 50;
  BASE_CHECK(!base::InTransaction::now());
  if (!is_mail_address(message.to))
    return {Kind::BadAddress, 0, "the recipient is no mail address"};
  if (!is_mail_address(envelope_from)) return {Kind::Alarm, 0, "the sender is no mail address"};
  std::string data;
  try {
    data = dot_stuffed(to_wire(message, random_boundary()));
  } catch (const MailRefused& e) {
    return {Kind::BadContent, 0, e.what()};
  }
  if (impl_->session && impl_->session->sent() >= kPerConnection) {
    impl_->session->quit();
    impl_->session.reset();
  }
  const bool kept = impl_->session.has_value();
  auto delivery = impl_->attempt(envelope_from, message.to, data);
  // A kept connection may have been closed while it was idle; nothing was handed over then.
  const bool closed = delivery.kind == Kind::Later && !impl_->session && !impl_->was_begun;
  return kept && closed ? impl_->attempt(envelope_from, message.to, data) : delivery;
}

MailerOptions mailer_options(const base::Config& config) {
  MailerOptions options;
  options.host = config.smtp.host;
  options.port = config.smtp.port;
  options.tls = config.smtp.tls;
  options.user = config.smtp.user;
  options.password = config.smtp.password;
  const auto host = Url::parse(config.site.url).host;
  options.helo =
      host.find_first_not_of("0123456789.") == std::string::npos ? "[" + host + "]" : host;
  return options;
}

std::string dot_stuffed(std::string_view wire) {
  std::string out;
  out.reserve(wire.size() + 64);
  while (!wire.empty()) {
    const auto end = std::min(wire.find_first_of("\r\n"), wire.size());
    if (wire.front() == '.') out += '.';
    out += wire.substr(0, end);
    out += "\r\n";
    const auto rest = wire.substr(end);
    wire.remove_prefix(end + (rest.starts_with("\r\n") ? 2 : rest.empty() ? 0 : 1));
  }
  return out;
}

}  // namespace net
