#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "content/content.h"

namespace content {

// A text as a file holds it: lines "name: value" between two lines "---", then Markdown.
struct Written {
  Draft draft;
  std::optional<Instant> publish_at;  // nothing: it stays a draft
};

// kind, slug, title, summary, author; tags (parted by commas) and publish (ISO 8601) may be
// missing. Refuses with a reason in plain words.
base::Result<Written, std::string> parse_written(std::string_view file);

}  // namespace content
