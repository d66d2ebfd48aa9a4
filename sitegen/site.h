#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "catalog/shelf.h"
#include "content/content.h"
#include "render/templates.h"
#include "review/review.h"
#include "sitegen/sitemap.h"
#include "views/layout.h"

namespace sitegen {

// The pages of the generated site, as a list that threads go through: each page is a function of
// the shelf alone. Of a part of the shelf, only the pages that may show one of the products it was
// asked for, and the home page.
class Site {
 public:
  struct Page {
    enum class Kind {
      Home,
      Category,
      Brand,
      Product,
      Content,
      Posts,
      Post,
      NotFound,
      Error
    } kind = Kind::Home;
    std::size_t index = 0;  // of the category, brand, product, content page or text; of a list of
                            // texts its kind; of an error its status
    int page = 1;
    std::string file;  // "p/cisco-ws-1.html"
  };

  // What pages show that is not on the shelf: what the cart takes of one variant; what was sold
  // last, and the published texts, newest first; and what buyers said.
  struct Besides {
    int most_units = 1;
    std::vector<base::ProductId> sold;
    std::vector<content::Post> posts;
    review::ByProduct reviews{};
  };
  Site(const catalog::Shelf& shelf, const views::Layout& layout, Besides besides);

  const std::vector<Page>& pages() const { return pages_; }
  // Files of a part that were there and are no more: last pages of lists, addresses of products.
  std::vector<std::string> gone() const;
  // Does this page show a price, a picture or the name of that product?
  bool shows(const Page& page, const catalog::ProductPage& product) const;
  std::string render(const render::Templates& templates, const Page& page) const;
  // The feeds of the blog, by name.
  std::vector<NamedFile> feeds() const;
  // What search engines may show besides products, of a part of the shelf too; and a product.
  std::vector<SitemapEntry> sitemap_pages() const;
  ProductEntry sitemap_entry(std::size_t product) const;

 private:
  std::vector<Page> lists_and_texts() const;
  void list_all_pages();
  void list_touched_pages();
  std::string render_product(const render::Templates& templates, std::size_t index) const;
  std::string render_post(const render::Templates& templates, std::size_t index) const;

  const catalog::Shelf& shelf_;
  const views::Layout& layout_;
  Besides besides_;
  std::vector<std::vector<std::string>> mentioned_;  // by text: the slugs of its products
  std::vector<Page> pages_;
};

// "/p/x" is the file "p/x.html", "/" is "index.html"; and back.
std::string file_of(const std::string& path);
std::string path_of(const std::string& file);

// The slugs of the products that a text asks for, in lines "::product cisco-ws-c3850-24t-l".
std::vector<std::string> mentioned_in(const std::string& markdown);

}  // namespace sitegen
