#include "content/front_matter.h"

#include "base/text.h"

namespace content {
namespace {

constexpr std::string_view kFence = "---";

std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::vector<std::string> tags_of(std::string_view text) {
  std::vector<std::string> tags;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    if (const auto tag = base::trimmed(text.substr(0, comma)); !tag.empty()) tags.emplace_back(tag);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return tags;
}

// Why the line is none of ours; "" when it was taken.
std::string take(Written& written, std::string_view name, std::string_view value) {
  auto& draft = written.draft;
  if (base::text_flaw(value, base::Lines::One) != base::TextFlaw::None)
    return std::string{name} + " is not plain text";
  if (name == "kind") {
    const auto kind = parse_kind(value);
    if (!kind) return "kind is none of post, guide, doc";
    draft.kind = *kind;
  } else if (name == "slug") {
    draft.slug = value;
  } else if (name == "title") {
    draft.title = value;
  } else if (name == "summary") {
    draft.summary = value;
  } else if (name == "author") {
    draft.author = value;
  } else if (name == "tags") {
    draft.tags = tags_of(value);
  } else if (name == "publish") {
    written.publish_at = base::parse_iso8601(value);
    if (!written.publish_at) return "publish is no time like 2026-11-20T15:00:00Z";
  } else {
    return "there is no field " + std::string{name};
  }
  return {};
}

}  // namespace

base::Result<Written, std::string> parse_written(std::string_view file) {
  Written written;
  if (take_line(file) != kFence) return std::string{"the file does not begin with ---"};
  bool has_kind = false;
  for (;;) {
    if (file.empty()) return std::string{"there is no second ---"};
    const auto line = take_line(file);
    if (line == kFence) break;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos)
      return "there is no colon in " + std::string{base::trimmed(line)};
    const auto name = base::trimmed(line.substr(0, colon));
    has_kind |= name == "kind";
    if (auto why = take(written, name, base::trimmed(line.substr(colon + 1))); !why.empty())
      return why;
  }
  if (!has_kind) return std::string{"there is no kind"};
  if (base::text_flaw(file, base::Lines::Many) != base::TextFlaw::None)
    return std::string{"the text is not plain text"};
  written.draft.body = file;
  return written;
}

}  // namespace content
