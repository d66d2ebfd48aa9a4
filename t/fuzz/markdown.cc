#include "render/markdown.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"
#include "base/utf8.h"
#include "t/fuzz/fuzz.h"

namespace {

constexpr std::array<std::string_view, 27> kTags{
    "a",      "blockquote", "br",    "code", "del", "em",    "h1", "h2", "h3",
    "h4",     "h5",         "h6",    "hr",   "img", "li",    "ol", "p",  "pre",
    "strong", "table",      "tbody", "td",   "th",  "thead", "tr", "ul", "!--"};
constexpr std::array<std::string_view, 8> kAttributes{"align", "alt",   "class", "href",
                                                      "id",    "start", "src",   "title"};

template <class List>
bool is_of(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// What stands between a tag's name and its end: names with values in quotes, none of which runs.
void harmless_attributes(std::string_view rest) {
  for (auto at = rest.find_first_not_of(" \n/"); at != std::string_view::npos;
       at = rest.find_first_not_of(" \n/")) {
    rest.remove_prefix(at);
    const auto equals = rest.find("=\"");
    fuzz::require(equals != std::string_view::npos, "an attribute has a value");
    const auto name = rest.substr(0, equals);
    fuzz::require(is_of(kAttributes, name), "a known attribute");
    rest.remove_prefix(equals + 2);
    const auto end = rest.find('"');
    fuzz::require(end != std::string_view::npos, "a value ends");
    const auto value = base::lower_ascii(rest.substr(0, end));
    for (const auto* bad : {"javascript:", "vbscript:", "file:", "data:text"})
      fuzz::require((name != "href" && name != "src") || !value.starts_with(bad),
                    "a link runs nothing");
    rest.remove_prefix(end + 1);
  }
}

std::size_t end_of_tag(const std::string& html, std::size_t at) {
  bool quoted = false;
  for (; at < html.size(); ++at) {
    if (html[at] == '"') quoted = !quoted;
    if (html[at] == '>' && !quoted) return at;
  }
  fuzz::require(false, "a tag ends");
  return at;
}

// Whoever wrote the text: it becomes tags that text has, and nothing else.
void harmless(const std::string& html) {
  for (auto at = html.find('<'); at != std::string::npos; at = html.find('<', at)) {
    const auto end = end_of_tag(html, at);
    std::string_view tag = std::string_view{html}.substr(at + 1, end - at - 1);
    at = end;
    if (tag.starts_with('/')) tag.remove_prefix(1);
    const auto name = tag.substr(0, tag.find_first_of(" \n"));
    fuzz::require(is_of(kTags, name), "a known tag");
    if (name != "!--") harmless_attributes(tag.substr(name.size()));
  }
}

void target(const std::string& bytes) {
  if (!base::is_clean_utf8(bytes)) return;
  const auto text = render::markdown(bytes);
  for (const auto& part : text.parts) harmless(part.html.text());
  harmless(render::plain_markdown(bytes));
  for (const auto& heading : text.headings)
    fuzz::require(heading.id.find_first_of("\"<> ") == std::string::npos, "an id is a word");
}

}  // namespace

int main(int argc, char** argv) {
  return fuzz::run("markdown", argc, argv, target);
}
