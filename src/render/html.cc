#include "render/html.h"

#include <array>

namespace render {
namespace {

struct Entity {
  std::string_view name;
  char letter;
};
constexpr std::array kEntities{Entity{"&amp;", '&'}, Entity{"&lt;", '<'}, Entity{"&gt;", '>'},
                               Entity{"&quot;", '"'}, Entity{"&#39;", '\''}};

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
}

}  // namespace

Html escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return Html{std::move(out)};
}

std::string unescaped(std::string_view html) {
  std::string out;
  while (!html.empty()) {
    char letter = html.front();
    std::size_t length = 1;
    for (const auto& entity : kEntities)
      if (html.starts_with(entity.name)) {
        letter = entity.letter;
        length = entity.name.size();
      }
    out += letter;
    html.remove_prefix(length);
  }
  return out;
}

Html paragraphs(std::string_view text) {
  std::string plain;
  for (const char c : text)
    if (c != '\r') plain += c;
  std::string out;
  for (std::size_t at = 0; at < plain.size();) {
    auto end = plain.find("\n\n", at);
    if (end == std::string::npos) end = plain.size();
    const auto paragraph = std::string_view{plain}.substr(at, end - at);
    if (paragraph.find_first_not_of("\n ") != std::string_view::npos) {
      out += "<p>";
      append_escaped(out, paragraph);
      out += "</p>\n";
    }
    at = end + 2;
  }
  return Html{std::move(out)};
}

}  // namespace render
