#pragma once
#include <chrono>
#include <memory>
#include <string>

#include "base/config.h"
#include "base/secret.h"
#include "net/mail_message.h"

namespace net {

struct MailerOptions {
  std::string host;
  int port = 587;
  base::SmtpTls tls = base::SmtpTls::StartTls;  // None: loopback only
  std::string user;                             // empty: no AUTH
  base::Secret password;
  std::string helo = "localhost.localdomain";  // our own full name
  std::string ca_file;                         // the only authorities trusted; empty: the system's
  std::chrono::milliseconds connect{10000};
  std::chrono::milliseconds reply{30000};
  std::chrono::milliseconds after_dot{120000};
};

// What became of one message.
struct Delivery {
  enum class Kind {
    Sent,        // the server has taken it
    Later,       // try again with the same Message-ID: 4xx, no connection, or lost after the dot
    BadAddress,  // this recipient never will: 550, 551, 553 to RCPT, or an address that is none
    BadContent,  // refused for good, but not for the address
    Alarm,       // our configuration is at fault (login, certificate, sender): stop the run
  };
  Kind kind;
  int code = 0;          // the SMTP reply code; 0 when there was none
  std::string detail{};  // for the log: the stage and the server's words, without the address
};

// Hands messages to one SMTP server, over one connection for up to 50 of them. TLS as configured
// or nothing at all: no fall back to the clear. Not for two threads; only jobs use it.
class Mailer {
 public:
  explicit Mailer(MailerOptions options);
  ~Mailer();  // says QUIT
  Mailer(Mailer&&) noexcept;
  Mailer& operator=(Mailer&&) noexcept;

  // `envelope_from` is where bounces go. Never throws for what a server or network does.
  Delivery send(const MailMessage& message, const std::string& envelope_from);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// From the configuration: smtp.* and the host name of site.url.
MailerOptions mailer_options(const base::Config& config);

// A message body as DATA wants it: CRLF line ends only, leading dots doubled.
std::string dot_stuffed(std::string_view wire);

}  // namespace net
