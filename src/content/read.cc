#include "base/columns.h"
#include "content/content.h"

namespace content {
namespace {

using store::Query;

struct PostRow {
  PostId id;
  std::string kind;
  std::string slug;
  std::string title;
  std::string summary;
  std::string body;
  std::string author;
  std::vector<std::string> tags;
  Instant published_at;
  Instant edited_at;
  static constexpr auto columns() {
    using R = PostRow;
    return base::Columns<&R::id, &R::kind, &R::slug, &R::title, &R::summary, &R::body, &R::author,
                         &R::tags, &R::published_at, &R::edited_at>{};
  }
};
const Query<PostRow()> kPublished{"content.published", R"sql(
    SELECT id, kind, slug, title, summary, body, author, tags, published_at,
           greatest(edited_at, published_at)
      FROM posts WHERE state = 'published' ORDER BY published_at DESC, id DESC)sql"};

const Query<Listed()> kList{"content.list", R"sql(
    SELECT p.kind, p.slug, p.title, p.state, p.publish_at,
           (SELECT count(*)::int FROM post_revisions r WHERE r.post_id = p.id)
      FROM posts p ORDER BY p.kind, p.slug)sql"};

struct FormerRow {
  std::string slug;
  bool is_published;
  bool was_published;
  static constexpr auto columns() {
    return base::Columns<&FormerRow::slug, &FormerRow::is_published, &FormerRow::was_published>{};
  }
};
const Query<FormerRow(std::string, std::string)> kFormer{"content.find_former", R"sql(
    SELECT p.slug, p.state = 'published', p.published_at IS NOT NULL
      FROM post_slugs s JOIN posts p ON p.id = s.post_id
     WHERE s.kind = $1 AND s.slug = $2)sql"};

const Query<std::string(Instant)> kLate{"content.late", R"sql(
    SELECT kind || ' ' || slug FROM posts
     WHERE state = 'scheduled' AND publish_at < $1::timestamptz - interval '1 hour'
     ORDER BY kind, slug)sql"};

}  // namespace

std::vector<Post> published(store::Tx& tx) {
  std::vector<Post> posts;
  for (auto& row : tx.all(kPublished))
    posts.push_back({row.id, *parse_kind(row.kind), std::move(row.slug), std::move(row.title),
                     std::move(row.summary), std::move(row.body), std::move(row.author),
                     std::move(row.tags), row.published_at, row.edited_at});
  return posts;
}

std::vector<Listed> list(store::Tx& tx) {
  return tx.all(kList);
}

std::optional<Former> find_former(store::Tx& tx, Kind kind, const std::string& slug) {
  const auto row = tx.one_or_none(kFormer, to_word(kind), slug);
  if (!row || (!row->is_published && !row->was_published)) return std::nullopt;
  return Former{row->is_published ? list_path(kind) + '/' + row->slug : std::string{}};
}

std::vector<std::string> faults(store::Tx& tx, Instant now) {
  std::vector<std::string> all;
  for (const auto& post : tx.all(kLate, now))
    all.push_back("the " + post + " was to be published more than an hour ago");
  return all;
}

}  // namespace content
