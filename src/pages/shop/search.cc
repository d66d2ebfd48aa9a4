#include "catalog/search.h"
#include "base/text.h"
#include "pages/shop/find.h"
#include "pages/shop/search_filter.h"
#include "views/search_view.h"
#include "web/form.h"

namespace pages::shop {
namespace {

constexpr int kNearest = 6;
constexpr int kMostPages = 1000;
constexpr std::size_t kLongestQuery = 200;

catalog::Paging paging_of(const views::SearchFilter& filter, int products, int page) {
  catalog::Paging paging;
  paging.page = page;
  paging.products = products;
  paging.pages = std::max(1, (products + catalog::kResultsPerPage - 1) / catalog::kResultsPerPage);
  paging.first_path = filter.path();
  if (page > 1) paging.previous_path = filter.path(page - 1);
  if (page < paging.pages) paging.next_path = filter.path(page + 1);
  return paging;
}

// Of a list, what is no page is its first.
int page_of(std::string_view typed) {
  const auto page = base::parse_integer<int>(typed);
  return page && *page >= 1 && *page <= kMostPages ? *page : 1;
}

}  // namespace

web::Response search(Ctx& ctx) {
  web::Form form{ctx.req};
  views::SearchView view;
  view.query = form.text("q", {.least = 0, .most = kLongestQuery});
  if (!form.ok()) {
    view.query = form.kept().value("q");
    view.error = form.errors().begin()->value;
    return web::Response::html(views::search_page(ctx.templates, ctx.layout, view), 422);
  }
  const int page = page_of(ctx.req.query_fields().value("page"));
  const auto filter = read_filter(ctx.req, view.query);
  const auto results = ctx.db.snapshot("search", [&](store::Tx& tx) {
    auto found = catalog::search(
        tx, {view.query, page, filter.facets, filter.sort, views::facet_of_place(filter.within)});
    if (found.cards.empty() && page == 1 && filter.facets.empty() && filter.within.empty())
      view.nearest = catalog::nearest_part_numbers(tx, view.query, kNearest);
    return found;
  });
  // Beyond the last page there are no rows to count by, and "nothing found" would be untrue.
  if (results.cards.empty() && page > 1) return web::Response::see_other(filter.path());
  view.cards = results.cards;
  view.meant = results.meant;
  view.groups = views::facet_groups(filter, results.facets);
  view.sorts = views::sort_choices(filter);
  if (!results.place.empty()) view.place = {results.place, '/' + filter.within};
  if (!filter.facets.empty()) {
    auto plain = filter;
    plain.facets.clear();
    view.plain_path = plain.path();
  }
  view.paging = paging_of(filter, results.products, page);
  return web::Response::html(views::search_page(ctx.templates, ctx.layout, view));
}

}  // namespace pages::shop
