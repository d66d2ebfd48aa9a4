#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Text helpers of the stand-ins: encodings as they stand on the wire. Nothing here knows a service.
namespace fakes {

// Undoes %XX and '+'; nothing for a broken escape.
std::optional<std::string> form_decoded(std::string_view text);

// True for well-formed UTF-8 without NUL.
bool is_clean_utf8(std::string_view text);

// Makes text safe inside HTML elements and quoted attributes.
std::string html_escaped(std::string_view text);

// Undoes base64, line breaks allowed; nothing for foreign characters.
std::optional<std::string> base64_decoded(std::string_view text);

// Lowercase hex of raw bytes.
std::string hex(std::string_view bytes);

// Letters and digits from the system's random source, for ids and keys.
std::string random_token(std::size_t length);

std::string lower(std::string_view text);
std::string_view trimmed(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);

// 123456 as "$1,234.56".
std::string dollars(std::int64_t cents);

// A whole number, nothing around it; nothing when it is not one.
std::optional<std::int64_t> whole_number(std::string_view text);

}  // namespace fakes
