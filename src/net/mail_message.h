#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/instant.h"

namespace net {

// A value that must not go into a mail: a control character bound for a header, or an address
// that is none. Such a mail is refused as a whole, never cleaned (header injection).
class MailRefused : public base::Error {
 public:
  using base::Error::Error;
};

// An address we would write to: one @, at most 254 bytes, a local part of plain characters, a
// domain of letters, digits and hyphens. No quotes, comments, blanks or source routes.
bool is_mail_address(std::string_view text);

struct MailMessage {
  struct Mailbox {
    std::string address;
    std::string name;
  };
  Mailbox from;
  std::string to;  // one recipient a message
  std::string reply_to;
  std::string subject;
  std::string text;  // both parts say the same; html may be empty
  std::string html;
  base::Instant date;
  std::string message_id;  // "id@our.domain", without the brackets; the same on every retry
  std::vector<std::pair<std::string, std::string>> more_headers{};
};

// The message as RFC 5322 and MIME have it, CRLF lines, each at most 76 bytes but for headers
// that cannot fold; before the dots are stuffed. Throws MailRefused. Same message and boundary,
// same bytes.
std::string to_wire(const MailMessage& message, std::string_view boundary);

// A boundary no part can hold: "=_" never comes out of quoted-printable.
std::string random_boundary();

// Pieces of it, for tests and for headers made elsewhere.
std::string quoted_printable(std::string_view text);
// `text` as it may stand in an unstructured header that begins with `used` columns: as it is, or
// as encoded words that never cut a character.
std::string header_text(std::string_view text, std::size_t used);

}  // namespace net
