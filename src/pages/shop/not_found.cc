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

views::DiscontinuedView read_notice(store::Tx& tx, const catalog::Discontinued& former) {
  views::DiscontinuedView view{former, {}, {}, catalog::read_specs(tx, former.id)};
  if (former.successor) view.successor = catalog::read_cards(tx, {*former.successor});
  if (view.successor.empty())
    view.nearest = catalog::nearest_part_numbers(tx, former.mpn, kNearest);
  return view;
}

}  // namespace

web::Response not_found(Ctx& ctx) {
  views::NotFoundView view;
  view.request_id = ctx.req.id;
  const auto asked = asked_for(ctx.req.path);
  std::optional<std::string> moved;
  std::optional<views::DiscontinuedView> notice;
  bool gone = false;
  if (!asked.empty() && ctx.req.is_safe()) {
    const store::Db::Hurry hurry{ctx.db, kPatience};
    try {
      moved = ctx.db.snapshot("not_found", [&](store::Tx& tx) {
        std::optional<std::string> path;
        if (ctx.req.path.starts_with("/p/")) {
          const auto former = catalog::discontinued(tx, asked);
          if (former && former->has_notice(ctx.now)) {
            notice = read_notice(tx, *former);
            return std::optional{former->path};
          }
          path = catalog::path_of_slug(tx, asked);
          gone = !path && former;
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
  if (notice) {
    auto page = web::Response::html(views::discontinued_page(ctx.templates, ctx.layout, *notice));
    page.header("Link", '<' + ctx.layout.site_url + notice->product.path + ">; rel=\"canonical\"");
    return page;
  }
  // What was published once and is no more is known to be gone.
  return web::Response::html(views::not_found_page(ctx.templates, ctx.layout, view),
                             gone ? 410 : 404);
}

}  // namespace pages::shop
