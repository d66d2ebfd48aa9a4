#include "base/text.h"
#include "catalog/relations.h"
#include "catalog/search.h"
#include "content/content.h"
#include "pages/shop/find.h"
#include "views/search_view.h"

namespace pages::shop {
namespace {

constexpr int kNearest = 6;
constexpr std::size_t kLongest = 100;
// Unknown paths are asked for by robots, many at once: a database that hangs must not keep the
// workers. Far above what the question takes.
constexpr std::chrono::milliseconds kPatience{500};

// What was asked for: the last part of the path, decoded; "" when it is no plain text.
std::string asked_for(const std::string& path) {
  const auto last = std::string_view{path}.substr(path.rfind('/') + 1);
  const auto text = base::percent_decoded(last, base::Plus::Kept);
  if (!text || text->size() > kLongest ||
      base::text_flaw(*text, base::Lines::One) != base::TextFlaw::None)
    return {};
  return *text;
}

}  // namespace

web::Response not_found(Ctx& ctx) {
  views::NotFoundView view;
  view.request_id = ctx.req.id;
  const auto asked = asked_for(ctx.req.path);
  std::optional<std::string> moved;
  bool gone = false;
  if (!asked.empty() && ctx.req.is_safe()) {
    const store::Db::Hurry hurry{ctx.db, kPatience};
    try {
      moved = ctx.db.snapshot("not_found", [&](store::Tx& tx) {
        std::optional<std::string> path;
        if (ctx.req.path.starts_with("/p/")) {
          path = catalog::path_of_slug(tx, asked);
          gone = !path && catalog::was_sold(tx, asked);
        }
        if (const auto kind = content::kind_of_path(ctx.req.path))
          if (const auto former = content::find_former(tx, *kind, asked)) {
            gone = former->path.empty();
            if (!gone) path = former->path;
          }
        if (!path) view.nearest = catalog::nearest_part_numbers(tx, asked, kNearest);
        return path;
      });
    } catch (const store::DbError& e) {
      // The page says "not found" all the same: what it lacks is only a help.
      ctx.log.write(base::LogLine{"not_found"}.add("why", e.what()));
    }
  }
  if (moved && *moved != ctx.req.path) return web::Response::moved(*moved);
  // What was published once and is no more is known to be gone.
  return web::Response::html(views::not_found_page(ctx.templates, ctx.layout, view),
                             gone ? 410 : 404);
}

}  // namespace pages::shop
