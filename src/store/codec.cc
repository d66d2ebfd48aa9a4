#include "store/codec.h"

namespace store {
namespace {

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  throw base::BugError{"not a bytea from the database"};
}

}  // namespace

std::string Codec<Bytes>::format(const Bytes& v) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "\\x";
  out.reserve(2 + v.raw.size() * 2);
  for (const char c : v.raw) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

Bytes Codec<Bytes>::parse(std::string_view text) {
  if (!text.starts_with("\\x") || text.size() % 2 != 0)
    throw base::BugError{"not a bytea from the database"};
  Bytes out;
  out.raw.reserve(text.size() / 2 - 1);
  for (std::size_t i = 2; i < text.size(); i += 2)
    out.raw += static_cast<char>(nibble(text[i]) * 16 + nibble(text[i + 1]));
  return out;
}

base::Instant Codec<base::Instant>::parse(std::string_view text) {
  const auto at = base::parse_iso8601(text);
  if (!at || !text.ends_with("+00"))
    throw base::BugError{"not a UTC time from the database: " + std::string{text}};
  return *at;
}

std::string array_literal(const std::vector<std::optional<std::string>>& elements) {
  std::string out = "{";
  for (const auto& element : elements) {
    if (out.size() > 1) out += ',';
    if (!element) {
      out += "NULL";
      continue;
    }
    out += '"';
    for (const char c : *element) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out += '}';
}

std::vector<std::optional<std::string>> array_elements(std::string_view literal) {
  if (literal.size() < 2 || literal.front() != '{' || literal.back() != '}')
    throw base::BugError{"not an array from the database"};
  std::vector<std::optional<std::string>> out;
  std::size_t at = 1;
  while (at < literal.size() - 1) {
    std::string element;
    const bool quoted = literal[at] == '"';
    if (quoted) ++at;
    while (at < literal.size() - 1) {
      const char c = literal[at];
      if (quoted ? c == '"' : c == ',') break;
      if (c == '\\') ++at;
      element += literal[at++];
    }
    if (quoted) ++at;
    ++at;  // the comma, or the closing brace
    if (!quoted && element == "NULL") {
      out.emplace_back(std::nullopt);
    } else {
      out.emplace_back(std::move(element));
    }
  }
  return out;
}

}  // namespace store
