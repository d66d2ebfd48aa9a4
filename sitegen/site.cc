#include "sitegen/site.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "views/category_view.h"
#include "views/content_view.h"
#include "views/error_view.h"
#include "views/home_view.h"
#include "views/post_view.h"
#include "views/product_view.h"
#include "views/search_view.h"

namespace sitegen {
namespace {

using Kind = Site::Page::Kind;

constexpr std::array kPostKinds{content::Kind::Post, content::Kind::Guide, content::Kind::Doc};
constexpr std::size_t kGuidesAtHome = 4;
constexpr std::size_t kOtherPosts = 3;

// The first of a kind, at most `most`.
std::vector<content::Post> first_of(const std::vector<content::Post>& posts, content::Kind kind,
                                    std::size_t most) {
  std::vector<content::Post> found;
  for (const auto& post : posts)
    if (post.kind == kind && found.size() < most) found.push_back(post);
  return found;
}

bool has(const std::vector<catalog::ProductCard>& cards, const catalog::ProductPage& product) {
  return std::any_of(cards.begin(), cards.end(),
                     [&](const catalog::ProductCard& card) { return card.id == product.id; });
}

bool has(const catalog::ProductPage& page, const catalog::ProductPage& product) {
  return page.id == product.id || has(page.related, product) || has(page.fitting, product) ||
         has(page.fits, product) || has(page.replaces, product) ||
         (page.successor && page.successor->id == product.id) ||
         std::any_of(page.parts.begin(), page.parts.end(),
                     [&](const catalog::BundlePart& part) { return part.path == product.path; });
}

std::string paged(const std::string& path, int page) {
  return page == 1 ? path : path + "/page/" + std::to_string(page);
}

}  // namespace

std::string file_of(const std::string& path) {
  return path == "/" ? "index.html" : path.substr(1) + ".html";
}

std::string path_of(const std::string& file) {
  if (file == "index.html") return "/";
  return '/' + (file.ends_with(".html") ? file.substr(0, file.size() - 5) : file);
}

std::vector<std::string> mentioned_in(const std::string& markdown) {
  std::vector<std::string> slugs;
  if (markdown.find("::product ") == std::string::npos) return slugs;  // most texts are long
  for (const auto& part : render::markdown(markdown).parts)
    if (!part.product.empty()) slugs.push_back(part.product);
  return slugs;
}

Site::Site(const catalog::Shelf& shelf, const views::Layout& layout, Besides besides)
    : shelf_{shelf}, layout_{layout}, besides_{std::move(besides)} {
  for (const auto& post : besides_.posts) mentioned_.push_back(mentioned_in(post.body));
  if (shelf.whole())
    list_all_pages();
  else
    list_touched_pages();
}

void Site::list_touched_pages() {
  const auto& touched = shelf_.touched();
  for (const auto& [c, page] : touched.categories)
    pages_.push_back({Kind::Category, c, page, file_of(paged(shelf_.category_path(c), page))});
  for (const auto& [b, page] : touched.brands)
    pages_.push_back({Kind::Brand, b, page, file_of(paged(shelf_.brand_path(b), page))});
  pages_.push_back({Kind::Home, 0, 1, file_of("/")});
  for (std::size_t i = 0; i < besides_.posts.size(); ++i)
    if (!mentioned_[i].empty())
      pages_.push_back({Kind::Post, i, 1, file_of(besides_.posts[i].path())});
  for (const auto i : touched.products)
    pages_.push_back({Kind::Product, i, 1, file_of(catalog::product_path(shelf_.product(i)))});
}

std::vector<Site::Page> Site::lists_and_texts() const {
  const auto& shelf = shelf_;
  std::vector<Page> pages;
  for (std::size_t c = 0; c < shelf.categories(); ++c)
    for (int page = 1; page <= shelf.category_pages(c); ++page)
      pages.push_back({Kind::Category, c, page, file_of(paged(shelf.category_path(c), page))});
  for (std::size_t b = 0; b < shelf.brands(); ++b)
    for (int page = 1; page <= shelf.brand_pages(b); ++page)
      pages.push_back({Kind::Brand, b, page, file_of(paged(shelf.brand_path(b), page))});
  pages.push_back({Kind::Home, 0, 1, file_of("/")});
  for (std::size_t i = 0; i < views::content_pages().size(); ++i)
    pages.push_back({Kind::Content, i, 1, file_of("/pages/" + views::content_pages()[i].slug)});
  for (const auto kind : kPostKinds)
    pages.push_back(
        {Kind::Posts, static_cast<std::size_t>(kind), 1, file_of(content::list_path(kind))});
  for (std::size_t i = 0; i < besides_.posts.size(); ++i)
    pages.push_back({Kind::Post, i, 1, file_of(besides_.posts[i].path())});
  return pages;
}

void Site::list_all_pages() {
  // Lists first: they take longest, and a thread left with one at the end holds up the whole.
  pages_ = lists_and_texts();
  pages_.push_back({Kind::NotFound, 0, 1, "404.html"});
  for (const std::size_t status : {413U, 429U, 503U})
    pages_.push_back({Kind::Error, status, 1, "errors/" + std::to_string(status) + ".html"});
  for (std::size_t i = 0; i < shelf_.products(); ++i)
    pages_.push_back({Kind::Product, i, 1, file_of(catalog::product_path(shelf_.product(i)))});
}

std::vector<std::string> Site::gone() const {
  const auto& touched = shelf_.touched();
  std::vector<std::string> files;
  for (const auto& [c, page] : touched.gone_categories)
    files.push_back(file_of(paged(shelf_.category_path(c), page)));
  for (const auto& [b, page] : touched.gone_brands)
    files.push_back(file_of(paged(shelf_.brand_path(b), page)));
  for (const auto& former : touched.former) files.push_back(file_of(former.path));
  return files;
}

std::string Site::render(const render::Templates& templates, const Page& page) const {
  switch (page.kind) {
    case Kind::Home:
      return views::home_page(templates, layout_, shelf_.home_page(besides_.sold),
                              first_of(besides_.posts, content::Kind::Guide, kGuidesAtHome));
    case Kind::Category:
      return views::category_page(templates, layout_, shelf_.category_page(page.index, page.page));
    case Kind::Brand:
      return views::brand_page(templates, layout_, shelf_.brand_page(page.index, page.page));
    case Kind::Product:
      return render_product(templates, page.index);
    case Kind::Content:
      return views::content_page(templates, layout_, views::content_pages()[page.index]);
    case Kind::Posts: {
      const auto kind = static_cast<content::Kind>(page.index);
      return views::posts_page(templates, layout_, kind,
                               first_of(besides_.posts, kind, besides_.posts.size()));
    }
    case Kind::Post:
      return render_post(templates, page.index);
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

std::string Site::render_product(const render::Templates& templates, std::size_t index) const {
  const auto page = shelf_.product_page(index);
  const auto reviews = besides_.reviews.find(page.id);
  return views::product_page(
      templates, layout_, page, besides_.most_units,
      reviews == besides_.reviews.end() ? review::OfProduct{} : reviews->second);
}

std::string Site::render_post(const render::Templates& templates, std::size_t index) const {
  views::PostView view;
  view.post = besides_.posts[index];
  view.text = render::markdown(view.post.body);
  for (const auto& part : view.text.parts)
    view.cards.push_back(part.product.empty() ? std::nullopt : shelf_.card_of_slug(part.product));
  for (const auto& other : besides_.posts)
    if (other.id != view.post.id && view.others.size() < kOtherPosts) view.others.push_back(other);
  return views::post_page(templates, layout_, view);
}

bool Site::shows(const Page& page, const catalog::ProductPage& product) const {
  switch (page.kind) {
    case Kind::Home: {
      const auto home = shelf_.home_page(besides_.sold);
      return has(home.featured, product) || has(home.bundles, product) ||
             has(home.arrivals, product) || has(home.sold, product) || has(home.rack, product);
    }
    case Kind::Category:
      return has(shelf_.category_page(page.index, page.page).cards, product);
    case Kind::Brand:
      return has(shelf_.brand_page(page.index, page.page).cards, product);
    case Kind::Product:
      return has(shelf_.product_page(page.index), product);
    case Kind::Post: {
      const auto& slugs = mentioned_[page.index];
      return std::any_of(slugs.begin(), slugs.end(),
                         [&](const std::string& slug) { return "/p/" + slug == product.path; });
    }
    case Kind::Content:
    case Kind::Posts:
    case Kind::NotFound:
    case Kind::Error:
      return false;
  }
  throw base::BugError{"a page of no kind"};
}

std::vector<NamedFile> Site::feeds() const {
  const auto& posts = besides_.posts;
  return {{"blog/feed.xml", views::rss_feed(layout_, posts)},
          {"blog/atom.xml", views::atom_feed(layout_, posts)}};
}

std::vector<SitemapEntry> Site::sitemap_pages() const {
  std::vector<SitemapEntry> entries;
  for (const auto& page : lists_and_texts()) {
    switch (page.kind) {
      case Kind::Posts:
        // An empty list is no page for search engines.
        if (!first_of(besides_.posts, static_cast<content::Kind>(page.index), 1).empty())
          entries.push_back({path_of(page.file), {}, {}});
        break;
      case Kind::Post:
        entries.push_back({path_of(page.file), besides_.posts[page.index].edited_at, {}});
        break;
      case Kind::Home:
      case Kind::Category:
      case Kind::Brand:
      case Kind::Content:
        entries.push_back({path_of(page.file), {}, {}});
        break;
      case Kind::Product:
      case Kind::NotFound:
      case Kind::Error:
        throw base::BugError{"neither a list nor a text"};
    }
  }
  return entries;
}

ProductEntry Site::sitemap_entry(std::size_t product) const {
  const auto& row = shelf_.product(product);
  return {row.id,
          {catalog::product_path(row), shelf_.changed_at(product), shelf_.image_path(product)}};
}

}  // namespace sitegen
