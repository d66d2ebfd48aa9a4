#include "render/markers.h"

#include "base/error.h"
#include "base/text.h"

namespace render {
namespace {

unsigned use_of_variable(std::string_view modifiers) {
  if (modifiers.find(":none") != std::string_view::npos) return kRaw;
  if (modifiers.find(":x-json") != std::string_view::npos) return kJson;
  return kPlain;
}

bool ends_with_separator(std::string_view name) {
  return name.ends_with("_separator");
}

}  // namespace

Markers markers_of(std::string_view text) {
  Markers markers;
  for (std::size_t at = 0; (at = text.find("{{", at)) != std::string_view::npos;) {
    const auto end = text.find("}}", at);
    if (end == std::string_view::npos) throw base::Error{"a marker does not end"};
    auto inside = text.substr(at + 2, end - at - 2);
    at = end + 2;
    if (inside.empty()) continue;
    const char sign = inside.front();
    if (sign == '%' || sign == '!' || sign == '/' || sign == '=') continue;
    if (sign == '#' || sign == '>') inside.remove_prefix(1);
    const auto colon = inside.find(':');
    const std::string name{inside.substr(0, colon)};
    if (name == "BI_SPACE" || name == "BI_NEWLINE" || ends_with_separator(name)) continue;
    markers[name] |= sign == '#'                       ? kSection
                     : sign == '>'                     ? kInclude
                     : colon == std::string_view::npos ? kPlain
                                                       : use_of_variable(inside.substr(colon));
  }
  return markers;
}

std::string included_file(std::string_view marker) {
  const auto underscore = marker.find('_');
  if (underscore == std::string_view::npos) return {};
  auto file = base::lower_ascii(marker);
  file[underscore] = '/';
  return file + ".tpl";
}

}  // namespace render
