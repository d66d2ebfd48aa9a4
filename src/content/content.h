#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/columns.h"
#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "store/db.h"

// What the shop writes: posts of the blog, guides, documentation, in Markdown. Owns posts,
// post_revisions and post_slugs. It promises that every wording that was ever saved is kept, that
// what is not published stands on no page, and that an address once published leads to its text for
// as long as there is one. How a text looks is render's and views' matter.
namespace content {

using base::Instant;
using PostId = base::Id<struct PostTag>;

// Where a text stands: /blog, /guides, /docs.
enum class Kind { Post, Guide, Doc };
const char* to_word(Kind kind);  // "guide"
std::optional<Kind> parse_kind(std::string_view word);
std::string list_path(Kind kind);                         // "/guides"
std::optional<Kind> kind_of_path(std::string_view path);  // of "/guides/x"

// As it is published.
struct Post {
  PostId id{0};
  Kind kind = Kind::Post;
  std::string slug;
  std::string title;
  std::string summary;
  std::string body;  // Markdown
  std::string author;
  std::vector<std::string> tags;
  Instant published_at;
  Instant edited_at;
  std::string path() const { return list_path(kind) + '/' + slug; }
};

struct Draft {
  Kind kind = Kind::Post;
  std::string slug;
  std::string title;
  std::string summary;
  std::string body;
  std::string author;
  std::vector<std::string> tags;
};
enum class Saved { Created, Changed, Unchanged };
enum class SaveRefusal { BadSlug, NoTitle, NoBody, TooLong, SlugTaken };
const char* to_text(SaveRefusal why);

// Saves a text under its kind and slug: a new draft, or the next revision of what is there, which
// is shown at once where that is published. A slug that another text once had is refused.
base::Result<Saved, SaveRefusal> save(store::Tx& tx, const Draft& draft, const std::string& actor,
                                      Instant now);

enum class MoveRefusal { Unknown, SlugTaken, BadSlug };
const char* to_text(MoveRefusal why);

// Publishes it at `at`: now, or when the job publish-scheduled finds that the time has come. The
// first time stays what its page says.
base::Result<base::Done, MoveRefusal> publish(store::Tx& tx, Kind kind, const std::string& slug,
                                              Instant at, Instant now);
// Takes it off the site; it stays a draft with all its revisions.
base::Result<base::Done, MoveRefusal> withdraw(store::Tx& tx, Kind kind, const std::string& slug);
// Another address; the old one leads to it for good.
base::Result<base::Done, MoveRefusal> rename(store::Tx& tx, Kind kind, const std::string& slug,
                                             const std::string& fresh);

// What is due by now. Answers how many.
int publish_due(store::Tx& tx, Instant now);

// All that is published, newest first.
std::vector<Post> published(store::Tx& tx);

// For staff: every text there is.
struct Listed {
  std::string kind;
  std::string slug;
  std::string title;
  std::string state;
  std::optional<Instant> publish_at;
  int revisions = 0;
  static constexpr auto columns() {
    return base::Columns<&Listed::kind, &Listed::slug, &Listed::title, &Listed::state,
                         &Listed::publish_at, &Listed::revisions>{};
  }
};
std::vector<Listed> list(store::Tx& tx);

// Where the text lives that has or had this address; Gone when it was published once and is no
// more.
struct Former {
  std::string path;  // "" when it is gone
};
std::optional<Former> find_former(store::Tx& tx, Kind kind, const std::string& slug);

// What does not hold: a scheduled text whose time passed long ago.
std::vector<std::string> faults(store::Tx& tx, Instant now);

}  // namespace content
