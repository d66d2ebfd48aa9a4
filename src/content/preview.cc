#include "content/preview.h"

#include <algorithm>

#include "base/columns.h"
#include "base/crypto.h"
#include "base/text.h"

namespace content {
namespace {

struct AnyRow {
  PostId id;
  std::string title;
  std::string summary;
  std::string body;
  std::string author;
  std::vector<std::string> tags;
  Instant at;
  static constexpr auto columns() {
    using R = AnyRow;
    return base::Columns<&R::id, &R::title, &R::summary, &R::body, &R::author, &R::tags, &R::at>{};
  }
};
const store::Query<AnyRow(std::string, std::string)> kAny{"content.find_any", R"sql(
    SELECT id, title, summary, body, author, tags,
           coalesce(published_at, publish_at, edited_at)
      FROM posts WHERE kind = $1 AND slug = $2)sql"};

std::string signature_of(const base::Secret& key, Kind kind, const std::string& slug,
                         std::int64_t until) {
  return base::hmac_sha256_hex(key.reveal(), std::string{"preview "} + to_word(kind) + ' ' + slug +
                                                 ' ' + std::to_string(until));
}

}  // namespace

std::optional<Post> find_any(store::Tx& tx, Kind kind, const std::string& slug) {
  auto row = tx.one_or_none(kAny, to_word(kind), slug);
  if (!row) return std::nullopt;
  return Post{row->id,
              kind,
              slug,
              std::move(row->title),
              std::move(row->summary),
              std::move(row->body),
              std::move(row->author),
              std::move(row->tags),
              row->at,
              row->at};
}

std::string preview_path(const Keys& keys, Kind kind, const std::string& slug, Instant until) {
  const auto seconds = base::to_unix_seconds(until);
  return std::string{"/preview/"} + to_word(kind) + '/' + slug +
         "?until=" + std::to_string(seconds) +
         "&s=" + signature_of(keys.at(0), kind, slug, seconds);
}

bool is_preview(const Keys& keys, Kind kind, const std::string& slug, std::string_view until,
                std::string_view signature, Instant now) {
  const auto seconds = base::parse_integer<std::int64_t>(until);
  if (!seconds || base::to_unix_seconds(now) >= *seconds) return false;
  return std::any_of(keys.begin(), keys.end(), [&](const base::Secret& key) {
    return base::equal_in_constant_time(signature_of(key, kind, slug, *seconds), signature);
  });
}

}  // namespace content
