#pragma once
#include <cstddef>
#include <string_view>

namespace base {

// Is this well-formed UTF-8 (no overlong forms, no surrogates, nothing past U+10FFFF) without a
// NUL? PostgreSQL takes nothing else into a text column, so the doors ask before it does.
bool is_clean_utf8(std::string_view text);

// The longest beginning of `text` that has at most `bytes` bytes and does not cut a character.
std::string_view cut_utf8(std::string_view text, std::size_t bytes);

}  // namespace base
