#include "smtp_session.h"

#include <algorithm>
#include <chrono>

#include "mail.h"
#include "text.h"

namespace fakes {
namespace {

constexpr std::size_t kLargestMessage = 10UL * 1024 * 1024;
constexpr std::size_t kLongestLine = 998;
constexpr std::size_t kLongestCommand = 510;

std::int64_t real_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

bool is_address(std::string_view text) {
  const auto at = text.find('@');
  if (text.size() > 254 || at == std::string_view::npos || at == 0 || at > 64) return false;
  const auto domain = text.substr(at + 1);
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return !domain.empty() && domain.front() != '.' && domain.back() != '.' &&
         std::all_of(domain.begin(), domain.end(),
                     [&](char c) { return letter(c) || c == '-' || c == '.'; }) &&
         std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), [&](char c) {
           return letter(c) || std::string_view{".!#$%&'*+/=?^_{|}~-"}.find(c) != std::string::npos;
         });
}

// The address between "<" and ">"; parameters follow it. False when the syntax is broken.
bool read_path(std::string_view argument, std::string_view keyword, std::string& address,
               std::string_view& parameters) {
  if (lower(argument.substr(0, keyword.size())) != keyword) return false;
  argument.remove_prefix(keyword.size());
  const auto end = argument.find('>');
  if (!argument.starts_with('<') || end == std::string_view::npos) return false;
  address = argument.substr(1, end - 1);
  parameters = trimmed(argument.substr(end + 1));
  return true;
}

bool is_8bit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x80; });
}

}  // namespace

SmtpSession::Reply SmtpSession::line(std::string_view line, Ending ending) {
  switch (state_) {
    case State::Message:
      return message_line(line, ending);
    case State::AuthPlain: {
      const auto decoded = base64_decoded(line).value_or("");
      const auto parts = split(decoded, '\0');
      return check_credentials(parts.size() == 3 ? parts[1] + ":" + parts[2] : "");
    }
    case State::AuthUser:
      auth_user_ = base64_decoded(line).value_or("");
      state_ = State::AuthPassword;
      return {"334 UGFzc3dvcmQ6\r\n"};
    case State::AuthPassword:
      return check_credentials(auth_user_ + ":" + base64_decoded(line).value_or(""));
    case State::Command:
      break;
  }
  if (ending == Ending::BareLf) return {"500 5.5.2 lines end in CRLF\r\n"};
  if (line.size() > kLongestCommand) return {"500 5.5.2 line too long\r\n"};
  return command(line);
}

SmtpSession::Reply SmtpSession::command(std::string_view line) {
  const auto blank = line.find(' ');
  const auto verb = lower(line.substr(0, blank));
  const auto argument = blank == std::string_view::npos ? "" : trimmed(line.substr(blank + 1));
  if (verb == "ehlo" || verb == "helo") return hello(argument, verb == "ehlo");
  if (verb == "quit") return {"221 2.0.0 bye\r\n", true};
  if (verb == "noop") return {"250 2.0.0 ok\r\n"};
  if (verb == "rset") {
    forget_message();
    return {"250 2.0.0 ok\r\n"};
  }
  if (verb == "vrfy") return {"252 2.1.5 cannot verify\r\n"};
  if (!greeted_) return {"503 5.5.1 EHLO first\r\n"};
  if (verb == "auth") return authenticate(argument);
  if (verb == "mail") return mail_from(argument);
  if (verb == "rcpt") return recipient(argument);
  if (verb == "data") return start_message();
  return {"500 5.5.1 unknown command\r\n"};
}

SmtpSession::Reply SmtpSession::hello(std::string_view argument, bool extended) {
  if (argument.empty()) return {"501 5.5.4 a name is missing\r\n"};
  greeted_ = true;
  forget_message();
  if (!extended) return {"250 mail.example\r\n"};
  std::string out = "250-mail.example\r\n250-SIZE " + std::to_string(kLargestMessage) + "\r\n";
  if (!mailbox_.credentials().empty()) out += "250-AUTH PLAIN LOGIN\r\n";
  return {out + "250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n"};
}

SmtpSession::Reply SmtpSession::authenticate(std::string_view argument) {
  if (mailbox_.credentials().empty()) return {"502 5.5.1 AUTH is not offered\r\n"};
  if (authenticated_) return {"503 5.5.1 already authenticated\r\n"};
  const auto blank = argument.find(' ');
  const auto mechanism = lower(argument.substr(0, blank));
  const auto initial = blank == std::string_view::npos ? "" : trimmed(argument.substr(blank + 1));
  if (mechanism == "plain") {
    state_ = State::AuthPlain;
    return initial.empty() ? Reply{"334 \r\n"} : line(initial, Ending::CrLf);
  }
  if (mechanism == "login") {
    state_ = State::AuthUser;
    return initial.empty() ? Reply{"334 VXNlcm5hbWU6\r\n"} : line(initial, Ending::CrLf);
  }
  return {"504 5.5.4 unknown mechanism\r\n"};
}

SmtpSession::Reply SmtpSession::check_credentials(const std::string& pair) {
  state_ = State::Command;
  bool closes = false;
  if (const auto fault = fault_at("auth", "", closes); !fault.empty() || closes) {
    return {fault, closes};
  }
  if (pair != mailbox_.credentials()) return {"535 5.7.8 authentication failed\r\n"};
  authenticated_ = true;
  return {"235 2.7.0 authenticated\r\n"};
}

SmtpSession::Reply SmtpSession::mail_from(std::string_view argument) {
  if (!mailbox_.credentials().empty() && !authenticated_) {
    return {"530 5.7.0 authentication required\r\n"};
  }
  if (has_from_) return {"503 5.5.1 a sender is given already\r\n"};
  std::string address;
  std::string_view parameters;
  if (!read_path(argument, "from:", address, parameters)) return {"501 5.5.4 bad syntax\r\n"};
  if (!address.empty() && !is_address(address)) return {"553 5.1.7 bad sender address\r\n"};
  for (const auto& parameter : split(parameters, ' ')) {
    const auto word = lower(parameter);
    if (word.empty() || word == "body=8bitmime" || word == "body=7bit") continue;
    const auto size = whole_number(word.substr(std::min<std::size_t>(5, word.size())));
    if (!word.starts_with("size=") || !size) return {"555 5.5.4 unknown parameter\r\n"};
    if (*size > static_cast<std::int64_t>(kLargestMessage)) {
      return {"552 5.3.4 message too large\r\n"};
    }
  }
  bool closes = false;
  if (const auto fault = fault_at("mail", address, closes); !fault.empty() || closes) {
    return {fault, closes};
  }
  from_ = address;
  has_from_ = true;
  return {"250 2.1.0 ok\r\n"};
}

SmtpSession::Reply SmtpSession::recipient(std::string_view argument) {
  if (!has_from_) return {"503 5.5.1 MAIL first\r\n"};
  std::string address;
  std::string_view parameters;
  if (!read_path(argument, "to:", address, parameters)) return {"501 5.5.4 bad syntax\r\n"};
  if (!parameters.empty()) return {"555 5.5.4 unknown parameter\r\n"};
  if (!is_address(address)) return {"553 5.1.3 bad recipient address\r\n"};
  bool closes = false;
  if (const auto fault = fault_at("rcpt", address, closes); !fault.empty() || closes) {
    return {fault, closes};
  }
  if (to_.size() >= 100) return {"452 4.5.3 too many recipients\r\n"};
  to_.push_back(address);
  return {"250 2.1.5 ok\r\n"};
}

SmtpSession::Reply SmtpSession::start_message() {
  if (to_.empty()) return {"503 5.5.1 RCPT first\r\n"};
  bool closes = false;
  if (const auto fault = fault_at("data", to_.front(), closes); !fault.empty() || closes) {
    return {fault, closes};
  }
  state_ = State::Message;
  return {"354 end with a dot on a line of its own\r\n"};
}

SmtpSession::Reply SmtpSession::message_line(std::string_view line, Ending ending) {
  // A lone dot after a bare LF is what smuggles a second message: never an end.
  if (line == "." && ending == Ending::CrLf) return end_message();
  if (line.starts_with('.')) line.remove_prefix(1);
  if (ending == Ending::BareLf || line.find('\r') != std::string_view::npos) {
    damage_ = "554 5.6.0 bare CR or LF in the message\r\n";
  }
  if (line.size() > kLongestLine) damage_ = "554 5.6.0 line over 998 octets\r\n";
  if (message_.size() + line.size() > kLargestMessage) {
    damage_ = "552 5.3.4 message too large\r\n";
    return {};
  }
  message_ += line;
  message_ += "\r\n";
  return {};
}

SmtpSession::Reply SmtpSession::end_message() {
  state_ = State::Command;
  const auto head = std::string_view{message_}.substr(0, message_.find("\r\n\r\n"));
  if (damage_.empty() && is_8bit(head)) damage_ = "554 5.6.7 raw 8-bit text in a header\r\n";
  if (damage_.empty()) {
    const auto mail = read_mail(message_);
    for (const char* name : {"From", "Date", "Message-ID"}) {
      if (mail.header(name).empty()) {
        damage_ = std::string{"554 5.6.0 no "} + name + " header\r\n";
      }
    }
  }
  if (!damage_.empty()) {
    const auto reply = damage_;
    forget_message();
    return {reply};
  }
  const auto fault = mailbox_.take_fault("dot", to_.front());
  if (!fault || fault->stored) {
    mailbox_.deliver(
        {.number = 0, .at = real_seconds(), .from = from_, .to = to_, .raw = message_});
  }
  forget_message();
  if (!fault) return {"250 2.0.0 queued\r\n"};
  if (fault->code == 0) return {"", true};
  return {std::to_string(fault->code) + " " + fault->text + "\r\n"};
}

std::string SmtpSession::fault_at(const std::string& step, const std::string& detail,
                                  bool& closes) {
  const auto fault = mailbox_.take_fault(step, detail);
  if (!fault) return {};
  closes = fault->code == 0;
  return closes ? "" : std::to_string(fault->code) + " " + fault->text + "\r\n";
}

void SmtpSession::forget_message() {
  from_.clear();
  has_from_ = false;
  to_.clear();
  message_.clear();
  damage_.clear();
}

}  // namespace fakes
