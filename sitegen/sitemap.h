#pragma once
#include <cstddef>
#include <functional>
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

// Entries a file. sitemaps.org 0.9 allows 50,000; a change writes one such file anew.
inline constexpr std::size_t kSitemapPart = 5'000;
// sitemap.xml, or with more than `part` entries an index of that name and its parts
// sitemap-1.xml, sitemap-2.xml, …
std::vector<NamedFile> sitemap(const std::string& site_url,
                               const std::vector<SitemapEntry>& entries,
                               std::size_t part = kSitemapPart);

// The same after one entry changed, the `n`-th of all: the files that are other than before, by
// what `read` answers of those that are there. Nothing when the entry does not stand where it
// should.
std::optional<std::vector<NamedFile>> sitemap_changed(
    const std::string& site_url, const SitemapEntry& entry, std::size_t n,
    const std::function<std::optional<std::string>(const std::string& name)>& read,
    std::size_t part = kSitemapPart);

// What crawlers may ask for (RFC 9309).
std::string robots(const std::string& site_url);

}  // namespace sitegen
