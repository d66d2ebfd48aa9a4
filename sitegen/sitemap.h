#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.h"

namespace sitegen {

// A page that search engines may show.
struct SitemapEntry {
  std::string path;
  std::optional<base::Instant> changed_at;
  std::string image;  // a path; "" for none
};

using NamedFile = std::pair<std::string, std::string>;  // name, bytes

// sitemap.xml, or with more than `part` entries an index of that name and its parts
// sitemap-1.xml, sitemap-2.xml, … (sitemaps.org 0.9 allows 50,000 a file).
std::vector<NamedFile> sitemap(const std::string& site_url,
                               const std::vector<SitemapEntry>& entries, std::size_t part = 45'000);

// What crawlers may ask for (RFC 9309).
std::string robots(const std::string& site_url);

}  // namespace sitegen
