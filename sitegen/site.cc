#include "sitegen/site.h"

#include "base/error.h"
#include "views/category_view.h"
#include "views/content_view.h"
#include "views/error_view.h"
#include "views/home_view.h"
#include "views/product_view.h"
#include "views/search_view.h"

namespace sitegen {
namespace {

using Kind = Site::Page::Kind;

std::string paged(const std::string& path, int page) {
  return page == 1 ? path : path + "/page/" + std::to_string(page);
}

}  // namespace

std::string file_of(const std::string& path) {
  return path == "/" ? "index.html" : path.substr(1) + ".html";
}

Site::Site(const catalog::Shelf& shelf, const views::Layout& layout, int most_units,
           std::vector<base::ProductId> sold)
    : shelf_{shelf}, layout_{layout}, most_units_{most_units}, sold_{std::move(sold)} {
  // Lists first: they take longest, and a thread left with one at the end holds up the whole.
  for (std::size_t c = 0; c < shelf.categories(); ++c)
    for (int page = 1; page <= shelf.category_pages(c); ++page)
      pages_.push_back({Kind::Category, c, page, file_of(paged(shelf.category_path(c), page))});
  for (std::size_t b = 0; b < shelf.brands(); ++b)
    for (int page = 1; page <= shelf.brand_pages(b); ++page)
      pages_.push_back({Kind::Brand, b, page, file_of(paged(shelf.brand_path(b), page))});
  pages_.push_back({Kind::Home, 0, 1, file_of("/")});
  for (std::size_t i = 0; i < views::content_pages().size(); ++i)
    pages_.push_back({Kind::Content, i, 1, file_of("/pages/" + views::content_pages()[i].slug)});
  pages_.push_back({Kind::NotFound, 0, 1, "404.html"});
  for (const std::size_t status : {413U, 429U, 503U})
    pages_.push_back({Kind::Error, status, 1, "errors/" + std::to_string(status) + ".html"});
  for (std::size_t i = 0; i < shelf.products(); ++i)
    pages_.push_back({Kind::Product, i, 1, file_of(catalog::product_path(shelf.product(i)))});
}

std::string Site::render(const render::Templates& templates, const Page& page) const {
  switch (page.kind) {
    case Kind::Home:
      return views::home_page(templates, layout_, shelf_.home_page(sold_));
    case Kind::Category:
      return views::category_page(templates, layout_, shelf_.category_page(page.index, page.page));
    case Kind::Brand:
      return views::brand_page(templates, layout_, shelf_.brand_page(page.index, page.page));
    case Kind::Product:
      return views::product_page(templates, layout_, shelf_.product_page(page.index), most_units_);
    case Kind::Content:
      return views::content_page(templates, layout_, views::content_pages()[page.index]);
    case Kind::NotFound:
      return views::not_found_page(templates, layout_, {});
    case Kind::Error: {
      views::ErrorView view;
      view.status = static_cast<int>(page.index);
      view.by_nginx = true;
      return views::error_page(templates, layout_, view);
    }
  }
  throw base::BugError{"a page of no kind"};
}

std::vector<SitemapEntry> Site::sitemap_entries() const {
  std::vector<SitemapEntry> entries;
  for (const auto& page : pages_) {
    switch (page.kind) {
      case Kind::Home:
        entries.push_back({"/", {}, {}});
        break;
      case Kind::NotFound:
      case Kind::Error:
        break;
      case Kind::Product:
        entries.push_back({catalog::product_path(shelf_.product(page.index)),
                           shelf_.changed_at(page.index), shelf_.image_path(page.index)});
        break;
      case Kind::Category:
      case Kind::Brand:
      case Kind::Content:
        entries.push_back({'/' + page.file.substr(0, page.file.size() - 5), {}, {}});
    }
  }
  return entries;
}

}  // namespace sitegen
