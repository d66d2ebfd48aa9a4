#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fakes {

// A received message, taken apart for reading. Raw bytes are kept beside it.
struct Mail {
  std::vector<std::pair<std::string, std::string>> headers;  // unfolded, encoded words decoded
  std::string text;                                          // the first text/plain part, decoded
  std::string html;                                          // the first text/html part, decoded

  // The first header of that name; empty when absent.
  std::string header(std::string_view name) const;
};

// Reads headers and parts (RFC 5322, 2045-2047): multipart of any depth, base64 and
// quoted-printable, encoded words in UTF-8. What it cannot read it leaves as it came.
Mail read_mail(std::string_view raw);

// "=?utf-8?b?...?=" words decoded, blanks between two of them dropped.
std::string decoded_words(std::string_view text);

}  // namespace fakes
