#include "render/html.h"

namespace render {
namespace {

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
