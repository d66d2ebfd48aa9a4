#include "json.h"
#include "text.h"

namespace fakes {
namespace {

// Recursive descent over the text; any broken rule throws Broken, which parse() turns into nothing.
struct Broken {};
constexpr int kDeepest = 64;

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Json document() {
    Json out = value(0);
    skip_blanks();
    if (!rest_.empty()) throw Broken{};
    return out;
  }

 private:
  void skip_blanks() {
    const auto first = rest_.find_first_not_of(" \t\r\n");
    rest_.remove_prefix(first == std::string_view::npos ? rest_.size() : first);
  }
  char peek() {
    skip_blanks();
    if (rest_.empty()) throw Broken{};
    return rest_.front();
  }
  void expect(char wanted) {
    if (peek() != wanted) throw Broken{};
    rest_.remove_prefix(1);
  }
  bool taken(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  Json value(int depth) {
    if (depth > kDeepest) throw Broken{};
    switch (peek()) {
      case '{':
        return object(depth);
      case '[':
        return array(depth);
      case '"':
        return quoted();
      default:
        break;
    }
    if (taken("null")) return {};
    if (taken("true")) return true;
    if (taken("false")) return false;
    const auto end = rest_.find_first_not_of("-0123456789");
    const auto digits = rest_.substr(0, end);
    const auto number = whole_number(digits);
    if (!number) throw Broken{};
    rest_.remove_prefix(digits.size());
    if (!rest_.empty() && (rest_.front() == '.' || rest_.front() == 'e')) throw Broken{};
    return *number;
  }

  Json object(int depth) {
    Json out = Json::object();
    expect('{');
    if (peek() == '}') {
      expect('}');
      return out;
    }
    for (;;) {
      if (peek() != '"') throw Broken{};
      const auto name = quoted();
      expect(':');
      out.set(name, value(depth + 1));
      if (peek() == '}') break;
      expect(',');
    }
    expect('}');
    return out;
  }

  Json array(int depth) {
    Json out = Json::array();
    expect('[');
    if (peek() == ']') {
      expect(']');
      return out;
    }
    for (;;) {
      out.push(value(depth + 1));
      if (peek() == ']') break;
      expect(',');
    }
    expect(']');
    return out;
  }

  std::string quoted() {
    expect('"');
    std::string out;
    for (;;) {
      if (rest_.empty()) throw Broken{};
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '"') return out;
      if (static_cast<unsigned char>(c) < 0x20) throw Broken{};
      if (c == '\\') {
        escape(out);
      } else {
        out += c;
      }
    }
  }

  void escape(std::string& out) {
    if (rest_.empty()) throw Broken{};
    const char c = rest_.front();
    rest_.remove_prefix(1);
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    if (const auto at = kNames.find(c); at != std::string_view::npos) {
      out += kMeanings[at];
    } else if (c == 'u') {
      append_utf8(out, code_point());
    } else {
      throw Broken{};
    }
  }

  unsigned unit() {
    unsigned out = 0;
    for (int i = 0; i < 4; ++i) {
      if (rest_.empty()) throw Broken{};
      const auto digit = std::string_view{"0123456789abcdef"}.find(lower(rest_.substr(0, 1)));
      if (digit == std::string_view::npos) throw Broken{};
      out = out * 16 + static_cast<unsigned>(digit);
      rest_.remove_prefix(1);
    }
    return out;
  }

  // A surrogate pair is one character; half a pair is broken.
  unsigned code_point() {
    const unsigned first = unit();
    if (first < 0xD800 || first > 0xDFFF) return first;
    if (first > 0xDBFF || !taken("\\u")) throw Broken{};
    const unsigned second = unit();
    if (second < 0xDC00 || second > 0xDFFF) throw Broken{};
    return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
  }

  static void append_utf8(std::string& out, unsigned point) {
    const auto tail = [&](unsigned shift) {
      out += static_cast<char>(0x80 | ((point >> shift) & 0x3F));
    };
    if (point < 0x80) {
      out += static_cast<char>(point);
    } else if (point < 0x800) {
      out += static_cast<char>(0xC0 | (point >> 6));
      tail(0);
    } else if (point < 0x10000) {
      out += static_cast<char>(0xE0 | (point >> 12));
      tail(6);
      tail(0);
    } else {
      out += static_cast<char>(0xF0 | (point >> 18));
      tail(12);
      tail(6);
      tail(0);
    }
  }

  std::string_view rest_;
};

}  // namespace

std::optional<Json> Json::parse(std::string_view text) {
  if (!is_clean_utf8(text)) return std::nullopt;
  try {
    return Reader{text}.document();
  } catch (const Broken&) {
    return std::nullopt;
  }
}

}  // namespace fakes
