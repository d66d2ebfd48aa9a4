#pragma once
#include <string>
#include <string_view>

#include "mailbox.h"

namespace fakes {

// The server's side of one SMTP conversation, without the socket (RFC 5321, 4954, 1870). Strict:
// commands out of order, malformed addresses, bare LF, long lines and raw 8-bit headers are
// refused.
class SmtpSession {
 public:
  struct Reply {
    std::string text;  // ends in CRLF; empty while a message comes in
    bool closes = false;
  };

  explicit SmtpSession(Mailbox& mailbox) : mailbox_(mailbox) {}

  static std::string greeting() { return "220 mail.example ESMTP stand-in\r\n"; }

  // Takes one line without its CRLF; the line was ended by CRLF unless bare_lf.
  enum class Ending { CrLf, BareLf };
  Reply line(std::string_view line, Ending ending);

 private:
  enum class State { Command, Message, AuthPlain, AuthUser, AuthPassword };

  Reply command(std::string_view line);
  Reply hello(std::string_view argument, bool extended);
  Reply authenticate(std::string_view argument);
  Reply check_credentials(const std::string& pair);
  Reply mail_from(std::string_view argument);
  Reply recipient(std::string_view argument);
  Reply start_message();
  Reply message_line(std::string_view line, Ending ending);
  Reply end_message();
  std::string fault_at(const std::string& step, const std::string& detail, bool& closes);
  void forget_message();

  Mailbox& mailbox_;
  State state_ = State::Command;
  bool greeted_ = false;
  bool authenticated_ = false;
  std::string auth_user_;
  std::string from_;
  bool has_from_ = false;
  std::vector<std::string> to_;
  std::string message_;
  std::string damage_;  // why the message will be refused at its end
};

}  // namespace fakes
