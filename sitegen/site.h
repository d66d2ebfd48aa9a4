#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "catalog/shelf.h"
#include "render/templates.h"
#include "sitegen/sitemap.h"
#include "views/layout.h"

namespace sitegen {

// Every page of the generated site, as a list that threads go through: each page is a function of
// the shelf alone.
class Site {
 public:
  struct Page {
    enum class Kind { Home, Category, Brand, Product, Content, NotFound, Error } kind = Kind::Home;
    std::size_t index =
        0;  // of the category, brand, product or content page; of an error its status
    int page = 1;
    std::string file;  // "p/cisco-ws-1.html"
  };

  // `most_units` is what the cart takes of one variant; `sold` what was sold last, newest first.
  Site(const catalog::Shelf& shelf, const views::Layout& layout, int most_units,
       std::vector<base::ProductId> sold = {});

  const std::vector<Page>& pages() const { return pages_; }
  std::string render(const render::Templates& templates, const Page& page) const;
  // What search engines may show, in the order of pages().
  std::vector<SitemapEntry> sitemap_entries() const;

 private:
  const catalog::Shelf& shelf_;
  const views::Layout& layout_;
  int most_units_;
  std::vector<base::ProductId> sold_;
  std::vector<Page> pages_;
};

// "/p/x" is the file "p/x.html", "/" is "index.html".
std::string file_of(const std::string& path);

}  // namespace sitegen
