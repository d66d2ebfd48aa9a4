#pragma once
#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>

// Small questions about text that comes from outside.
namespace base {

// Well-formed UTF-8 (RFC 3629): no overlong form, no surrogate, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

enum class TextFlaw { None, BadUtf8, Control, Bidi };
enum class Lines { One, Many };

// The first thing that keeps `text` out of a field: bad UTF-8; NUL or another control character
// (a tab, and with Lines::Many line ends, pass); a character that turns the reading direction
// around, by which a name can be made to look like another.
TextFlaw text_flaw(std::string_view text, Lines lines);

// How many characters (code points) well-formed UTF-8 holds.
std::size_t character_count(std::string_view text);

// Without ASCII white space at both ends.
std::string_view trimmed(std::string_view text);
std::string lower_ascii(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);  // ASCII letters only

enum class Plus { Kept, Blank };
// Nothing when a % is not followed by two hex digits.
std::optional<std::string> percent_decoded(std::string_view text, Plus plus);
// Everything but letters, digits and -._~ becomes %XX.
std::string percent_encoded(std::string_view text);

// A whole number and nothing else: no sign but '-', no blank, no overflow.
template <std::integral T>
std::optional<T> parse_integer(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace base
