#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "catalog/shelf.h"
#include "content/content.h"
#include "render/templates.h"
#include "sitegen/sitemap.h"
#include "views/layout.h"

namespace sitegen {

// Every page of the generated site, as a list that threads go through: each page is a function of
// the shelf alone.
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
  // last, and the published texts, newest first.
  struct Besides {
    int most_units = 1;
    std::vector<base::ProductId> sold;
    std::vector<content::Post> posts;
  };
  Site(const catalog::Shelf& shelf, const views::Layout& layout, Besides besides);

  const std::vector<Page>& pages() const { return pages_; }
  // Does a page without a list of the shelf's (home, a text) name the product of this path?
  bool shows_link(const Page& page, const std::string& path) const;
  std::string render(const render::Templates& templates, const Page& page) const;
  // The feeds of the blog, by name.
  std::vector<NamedFile> feeds() const;
  // What search engines may show, in the order of pages().
  std::vector<SitemapEntry> sitemap_entries() const;

 private:
  const catalog::Shelf& shelf_;
  const views::Layout& layout_;
  Besides besides_;
  std::string render_post(const render::Templates& templates, std::size_t index) const;
  std::vector<Page> pages_;
};

// "/p/x" is the file "p/x.html", "/" is "index.html".
std::string file_of(const std::string& path);

}  // namespace sitegen
