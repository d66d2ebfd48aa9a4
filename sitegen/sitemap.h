#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"

namespace sitegen {

// A page that search engines may show.
struct SitemapEntry {
  std::string path;
  std::optional<base::Instant> changed_at;
  std::string image;  // a path; "" for none
};
struct ProductEntry {
  base::ProductId product{0};
  SitemapEntry entry;
};

using NamedFile = std::pair<std::string, std::string>;  // name, bytes

// Entries a file. sitemaps.org 0.9 allows 50,000; a change writes one such file anew.
inline constexpr std::size_t kSitemapPart = 5'000;
// sitemap.xml, or with more than `part` entries an index of that name, sitemap-pages-1.xml, … and
// sitemap-products-1.xml, …: a product's file follows from its id, and in it products stand by
// their addresses, so that one that comes or goes changes one file alone.
std::vector<NamedFile> sitemap(const std::string& site_url, const std::vector<SitemapEntry>& pages,
                               const std::vector<ProductEntry>& products,
                               std::size_t part = kSitemapPart);

struct SitemapChange {
  std::vector<ProductEntry> products;                           // that changed, as they are now
  std::vector<std::pair<base::ProductId, std::string>> former;  // addresses that are theirs no more
  // All others, and how many products there are, when some came or went.
  std::optional<std::vector<SitemapEntry>> pages;
  std::size_t all_products = 0;
};
struct SitemapFiles {
  std::vector<NamedFile> files;   // that may be other than before
  std::vector<std::string> gone;  // that are no more
};
// The same after a change, by what `read` answers of the files that are there. Nothing when it
// takes another number of files than one where it took one, or one where it took several, or when
// they are not as this program writes them.
std::optional<SitemapFiles> sitemap_changed(
    const std::string& site_url, const SitemapChange& change,
    const std::function<std::optional<std::string>(const std::string& name)>& read,
    std::size_t part = kSitemapPart);

// What crawlers may ask for (RFC 9309).
std::string robots(const std::string& site_url);

}  // namespace sitegen
