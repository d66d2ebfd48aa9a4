#include "base/json_writer.h"

#include "base/error.h"
#include "base/utf8.h"

namespace base {
namespace {

constexpr char kHex[] = "0123456789abcdef";

void put_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out += kHex[byte >> 4U];
  out += kHex[byte & 15U];
}

bool is_plain(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != '\x7f';
}

void put_text(std::string& out, std::string_view text) {
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_plain(text[i])) continue;
    out.append(text, from, i - from);
    put_escaped(out, text[i]);
    from = i + 1;
  }
  out.append(text, from);
}

// Copies well-formed characters and NULs, and puts U+FFFD for each byte that belongs to none.
std::string mended(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = 1;
    while (length < 4 && i + length <= text.size() && !is_clean_utf8(text.substr(i, length))) {
      ++length;
    }
    const auto character = text.substr(i, length);
    if (character == std::string_view{"\0", 1} || text[i] == '\0') {
      out += '\0';
      i += 1;
    } else if (is_clean_utf8(character)) {
      out += character;
      i += character.size();
    } else {
      out += "\xEF\xBF\xBD";
      i += 1;
    }
  }
  return out;
}

void put_quoted(std::string& out, std::string_view text) {
  out += '"';
  if (is_clean_utf8(text)) {
    put_text(out, text);
  } else {
    put_text(out, mended(text));
  }
  out += '"';
}

}  // namespace

void JsonWriter::separate() {
  if (comma_) out_ += ',';
  comma_ = true;
}

JsonWriter& JsonWriter::begin_object() {
  separate();
  out_ += '{';
  comma_ = false;
  ++open_;
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  out_ += '}';
  comma_ = true;
  --open_;
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  separate();
  out_ += '[';
  comma_ = false;
  ++open_;
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  out_ += ']';
  comma_ = true;
  --open_;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  put_quoted(out_, name);
  out_ += ':';
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  put_quoted(out_, text);
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
  return raw(std::to_string(number));
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

std::string JsonWriter::take() {
  BASE_CHECK(open_ == 0);
  comma_ = false;
  return std::exchange(out_, {});
}

std::string json_quoted(std::string_view text) {
  std::string out;
  put_quoted(out, text);
  return out;
}

}  // namespace base
