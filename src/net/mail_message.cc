#include "net/mail_message.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/email.h"
#include "base/utf8.h"

namespace net {
namespace {

constexpr std::size_t kColumns = 76;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(),
                     [](char c) { return is_letter_or_digit(c) || c == '-'; });
}

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

// Everything bound for a header passes here.
std::string_view checked(std::string_view value, const char* header) {
  const bool control = std::any_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
  });
  if (control || !base::is_clean_utf8(value)) {
    throw MailRefused{std::string{"mail refused: a control character bound for "} + header};
  }
  return value;
}

std::string_view checked_address(std::string_view address, const char* header) {
  if (!is_mail_address(address)) {
    throw MailRefused{std::string{"mail refused: no mail address for "} + header};
  }
  return address;
}

// Plain words folded at blanks so that no line passes the limit.
std::string folded(std::string_view text, std::size_t column) {
  std::string out;
  while (!text.empty()) {
    // A word takes the blanks before it along: folding must not change the text.
    const auto start = std::min(text.find_first_not_of(' '), text.size());
    const auto end = std::min(text.find(' ', start), text.size());
    const auto word = text.substr(0, end);
    if (!out.empty() && word.front() == ' ' && column + word.size() > kColumns) {
      out += "\r\n";
      column = 0;
    }
    out += word;
    column += word.size();
    text.remove_prefix(end);
  }
  return out;
}

std::string encoded_words(std::string_view text, std::size_t column) {
  constexpr std::string_view kOpen = "=?utf-8?b?";
  constexpr std::string_view kClose = "?=";
  std::string out;
  while (!text.empty()) {
    if (!out.empty()) {
      out += "\r\n ";
      column = 1;
    }
    const auto room = kColumns - std::min(column, kColumns / 2) - kOpen.size() - kClose.size();
    const auto piece = base::cut_utf8(text, room / 4 * 3);
    out += kOpen;
    out += base::base64(piece);
    out += kClose;
    text.remove_prefix(piece.size());
  }
  return out;
}

std::string mailbox_text(const MailMessage::Mailbox& box, std::size_t used, const char* header) {
  const auto address = checked_address(box.address, header);
  const auto name = checked(box.name, header);
  if (name.empty()) return std::string{address};
  std::string out;
  if (is_plain_ascii(name)) {
    out += '"';
    for (const char c : name) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  } else {
    out = encoded_words(name, used);
  }
  return out + " <" + std::string{address} + ">";
}

void put_part(std::string& out, const char* type, std::string_view body) {
  out += std::string{"Content-Type: "} + type +
         "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
  out += quoted_printable(body);
  if (!out.ends_with("\r\n")) out += "\r\n";
}

// One line of text, without its end, in quoted-printable.
void put_line(std::string& out, std::string_view line) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const auto byte = static_cast<unsigned char>(c);
    const bool blank = c == ' ' || c == '\t';
    const bool last = i + 1 == line.size();
    const bool plain = (blank && !last) || (c > ' ' && c <= '~' && c != '=');
    const std::size_t width = plain ? 1 : 3;
    // One column stays for the '=' of the soft break, but the last character needs none.
    if (column + width > kColumns - (last ? 0 : 1)) {
      out += "=\r\n";
      column = 0;
    }
    if (plain) {
      out += c;
    } else {
      out += '=';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    }
    column += width;
  }
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const auto at = text.find('@');
  if (text.size() > 254 || at == std::string_view::npos) return false;
  if (!base::is_email_local_part(text.substr(0, at))) return false;
  auto domain = text.substr(at + 1);
  for (;;) {
    const auto dot = domain.find('.');
    if (!is_label(domain.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    domain.remove_prefix(dot + 1);
  }
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    // CRLF, a bare LF and a bare CR all end a line: a bare one smuggles commands past a server.
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    put_line(out, text.substr(0, end));
    if (end == text.size()) break;
    out += "\r\n";
    text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
  }
  return out;
}

std::string header_text(std::string_view text, std::size_t used) {
  // What looks like an encoded word would be decoded, and a word beyond a line cannot fold.
  const bool plain = is_plain_ascii(text) && text.find("=?") == std::string_view::npos;
  if (!plain) return encoded_words(text, used);
  auto out = folded(text, used);
  for (std::string_view rest = out; !rest.empty();) {
    const auto end = std::min(rest.find("\r\n"), rest.size());
    if (end > 900) return encoded_words(text, used);
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return out;
}

std::string to_wire(const MailMessage& message, std::string_view boundary) {
  std::string out;
  const auto header = [&](std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
  };
  header("Date", base::to_mail_date(message.date));
  if (!is_mail_address(message.message_id)) {
    throw MailRefused{"mail refused: no message id"};
  }
  header("Message-ID", "<" + message.message_id + ">");
  header("From", mailbox_text(message.from, 6, "From"));
  header("To", checked_address(message.to, "To"));
  if (!message.reply_to.empty()) header("Reply-To", checked_address(message.reply_to, "Reply-To"));
  header("Subject", header_text(checked(message.subject, "Subject"), 9));
  for (const auto& [name, value] : message.more_headers) {
    checked(name, "a header");
    header(name, checked(value, name.c_str()));
  }
  header("Auto-Submitted", "auto-generated");
  header("MIME-Version", "1.0");
  if (message.html.empty()) {
    put_part(out, "text/plain", message.text);
    return out;
  }
  const std::string dashes = "--" + std::string{boundary};
  header("Content-Type", "multipart/alternative; boundary=\"" + std::string{boundary} + "\"");
  out += "\r\n" + dashes + "\r\n";
  put_part(out, "text/plain", message.text);
  out += dashes + "\r\n";
  put_part(out, "text/html", message.html);
  out += dashes + "--\r\n";
  return out;
}

std::string random_boundary() {
  return "=_" + base::hex(base::random_bytes(12));
}

}  // namespace net
