#include <algorithm>
#include <array>

#include "base/text.h"
#include "content/content.h"

namespace content {
namespace {

using store::Query;

constexpr std::size_t kLongestSlug = 80;
constexpr std::size_t kLongestTitle = 120;
constexpr std::size_t kLongestSummary = 300;
constexpr std::size_t kLongestBody = 200'000;

struct KindWords {
  Kind kind;
  const char* word;
  const char* path;
};
constexpr std::array<KindWords, 3> kKinds{{{Kind::Post, "post", "/blog"},
                                           {Kind::Guide, "guide", "/guides"},
                                           {Kind::Doc, "doc", "/docs"}}};

const KindWords& words_of(Kind kind) {
  for (const auto& words : kKinds)
    if (words.kind == kind) return words;
  throw base::BugError{"a kind of text without a word"};
}

using Texts = std::vector<std::string>;

// The slug is this text's, or nobody's yet.
const Query<bool(std::string, std::string)> kTaken{"content.slug_taken", R"sql(
    SELECT EXISTS (SELECT FROM post_slugs s JOIN posts p ON p.id = s.post_id
                    WHERE s.kind = $1 AND s.slug = $2 AND p.slug <> $2))sql"};
const Query<PostId(std::string, std::string, std::string, std::string, std::string, std::string,
                   Texts, Instant)>
    kInsert{"content.insert_post", R"sql(
    INSERT INTO posts (kind, slug, title, summary, body, author, tags, created_at, edited_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
        ON CONFLICT (kind, slug) DO NOTHING RETURNING id)sql"};
const Query<PostId(std::string, std::string, std::string, std::string, std::string, std::string,
                   Texts, Instant)>
    kUpdate{"content.update_post", R"sql(
    UPDATE posts SET title = $3, summary = $4, body = $5, author = $6, tags = $7, edited_at = $8
     WHERE kind = $1 AND slug = $2
       AND (title, summary, body, author, tags) IS DISTINCT FROM ($3, $4, $5, $6, $7)
    RETURNING id)sql"};
const Query<void(PostId, std::string, std::string, std::string, std::string, Instant)> kRevision{
    "content.add_revision", R"sql(
    INSERT INTO post_revisions (post_id, number, title, summary, body, actor, at)
    SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6
      FROM post_revisions WHERE post_id = $1)sql"};
const Query<void(std::string, std::string, PostId)> kKeepSlug{"content.keep_slug", R"sql(
    INSERT INTO post_slugs (kind, slug, post_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING)sql"};

const Query<PostId(std::string, std::string, Instant, Instant)> kPublish{"content.publish", R"sql(
    UPDATE posts
       SET state = CASE WHEN $3::timestamptz <= $4::timestamptz THEN 'published' ELSE 'scheduled' END,
           publish_at = $3::timestamptz,
           -- Written before it was first shown is not edited since.
           edited_at = CASE WHEN published_at IS NULL THEN $3::timestamptz ELSE edited_at END,
           published_at = CASE WHEN $3::timestamptz <= $4::timestamptz THEN coalesce(published_at, $3::timestamptz) ELSE published_at END
     WHERE kind = $1 AND slug = $2 RETURNING id)sql"};
const Query<PostId(std::string, std::string)> kWithdraw{"content.withdraw", R"sql(
    UPDATE posts SET state = 'draft', publish_at = NULL
     WHERE kind = $1 AND slug = $2 RETURNING id)sql"};
const Query<PostId(std::string, std::string, std::string)> kRename{"content.rename", R"sql(
    UPDATE posts SET slug = $3 WHERE kind = $1 AND slug = $2 RETURNING id)sql"};
const Query<PostId(Instant)> kDue{"content.publish_due", R"sql(
    UPDATE posts SET state = 'published', published_at = coalesce(published_at, publish_at)
     WHERE state = 'scheduled' AND publish_at <= $1 RETURNING id)sql"};

bool is_slug(const std::string& slug) {
  if (slug.empty() || slug.size() > kLongestSlug || slug.front() == '-' || slug.back() == '-')
    return false;
  return slug.find("--") == std::string::npos && std::all_of(slug.begin(), slug.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

}  // namespace

const char* to_word(Kind kind) {
  return words_of(kind).word;
}

std::optional<Kind> parse_kind(std::string_view word) {
  for (const auto& words : kKinds)
    if (word == words.word) return words.kind;
  return std::nullopt;
}

std::string list_path(Kind kind) {
  return words_of(kind).path;
}

std::optional<Kind> kind_of_path(std::string_view path) {
  for (const auto& words : kKinds)
    if (path.starts_with(std::string{words.path} + '/')) return words.kind;
  return std::nullopt;
}

const char* to_text(SaveRefusal why) {
  switch (why) {
    case SaveRefusal::BadSlug:
      return "the slug is not lower-case letters, digits and single hyphens";
    case SaveRefusal::NoTitle:
      return "there is no title or no summary";
    case SaveRefusal::NoBody:
      return "there is no text";
    case SaveRefusal::TooLong:
      return "title, summary or text is too long";
    case SaveRefusal::SlugTaken:
      return "another text had this address before";
  }
  return "";
}

const char* to_text(MoveRefusal why) {
  switch (why) {
    case MoveRefusal::Unknown:
      return "there is no such text";
    case MoveRefusal::SlugTaken:
      return "another text has or had this address";
    case MoveRefusal::BadSlug:
      return "the slug is not lower-case letters, digits and single hyphens";
  }
  return "";
}

base::Result<Saved, SaveRefusal> save(store::Tx& tx, const Draft& draft, const std::string& actor,
                                      Instant now) {
  if (!is_slug(draft.slug)) return SaveRefusal::BadSlug;
  if (draft.title.empty() || draft.summary.empty()) return SaveRefusal::NoTitle;
  if (base::trimmed(draft.body).empty()) return SaveRefusal::NoBody;
  if (draft.title.size() > kLongestTitle || draft.summary.size() > kLongestSummary ||
      draft.body.size() > kLongestBody)
    return SaveRefusal::TooLong;
  const std::string kind = to_word(draft.kind);
  if (tx.one(kTaken, kind, draft.slug)) return SaveRefusal::SlugTaken;
  auto saved = Saved::Created;
  auto id = tx.one_or_none(kInsert, kind, draft.slug, draft.title, draft.summary, draft.body,
                           draft.author, draft.tags, now);
  if (!id) {
    saved = Saved::Changed;
    id = tx.one_or_none(kUpdate, kind, draft.slug, draft.title, draft.summary, draft.body,
                        draft.author, draft.tags, now);
  }
  if (!id) return Saved::Unchanged;
  tx.exec(kRevision, *id, draft.title, draft.summary, draft.body, actor, now);
  tx.exec(kKeepSlug, kind, draft.slug, *id);
  return saved;
}

base::Result<base::Done, MoveRefusal> publish(store::Tx& tx, Kind kind, const std::string& slug,
                                              Instant at, Instant now) {
  if (!tx.one_or_none(kPublish, to_word(kind), slug, at, now)) return MoveRefusal::Unknown;
  return base::Done{};
}

base::Result<base::Done, MoveRefusal> withdraw(store::Tx& tx, Kind kind, const std::string& slug) {
  if (!tx.one_or_none(kWithdraw, to_word(kind), slug)) return MoveRefusal::Unknown;
  return base::Done{};
}

base::Result<base::Done, MoveRefusal> rename(store::Tx& tx, Kind kind, const std::string& slug,
                                             const std::string& fresh) {
  if (!is_slug(fresh)) return MoveRefusal::BadSlug;
  const std::string word = to_word(kind);
  if (tx.one(kTaken, word, fresh)) {
    // It may be this text's own former address: then it gets it back.
    const auto former = find_former(tx, kind, fresh);
    if (!former || former->path != list_path(kind) + '/' + slug) return MoveRefusal::SlugTaken;
  } else if (fresh != slug && find_former(tx, kind, fresh)) {
    return MoveRefusal::SlugTaken;
  }
  const auto id = tx.one_or_none(kRename, word, slug, fresh);
  if (!id) return MoveRefusal::Unknown;
  tx.exec(kKeepSlug, word, fresh, *id);
  return base::Done{};
}

int publish_due(store::Tx& tx, Instant now) {
  return static_cast<int>(tx.all(kDue, now).size());
}

}  // namespace content
