#include "sitegen/sitemap.h"

#include <algorithm>

#include "render/html.h"

namespace sitegen {
namespace {

constexpr const char* kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr const char* kNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
constexpr const char* kImages = "http://www.google.com/schemas/sitemap-image/1.1";

// The escapes of HTML text are those of XML.
std::string xml(const std::string& text) {
  return render::escaped(text).text();
}

void append_lastmod(std::string& out, const std::optional<base::Instant>& at) {
  if (!at) return;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(*at);
  out += "<lastmod>" + base::to_iso8601(seconds) + "</lastmod>";
}

std::string url_set(const std::string& site_url, const SitemapEntry* begin,
                    const SitemapEntry* end) {
  std::string out = kXml;
  out += std::string{"<urlset xmlns=\""} + kNamespace + "\" xmlns:image=\"" + kImages + "\">\n";
  for (const auto* entry = begin; entry != end; ++entry) {
    out += "<url><loc>" + xml(site_url + entry->path) + "</loc>";
    append_lastmod(out, entry->changed_at);
    if (!entry->image.empty())
      out +=
          "<image:image><image:loc>" + xml(site_url + entry->image) + "</image:loc></image:image>";
    out += "</url>\n";
  }
  return out + "</urlset>\n";
}

}  // namespace

std::vector<NamedFile> sitemap(const std::string& site_url,
                               const std::vector<SitemapEntry>& entries, std::size_t part) {
  if (entries.size() <= part)
    return {{"sitemap.xml", url_set(site_url, entries.data(), entries.data() + entries.size())}};
  std::vector<NamedFile> files;
  std::string index = kXml;
  index += std::string{"<sitemapindex xmlns=\""} + kNamespace + "\">\n";
  for (std::size_t at = 0; at < entries.size(); at += part) {
    const auto end = std::min(at + part, entries.size());
    const auto name = "sitemap-" + std::to_string(files.size() + 1) + ".xml";
    files.emplace_back(name, url_set(site_url, entries.data() + at, entries.data() + end));
    std::optional<base::Instant> newest;
    for (auto i = at; i < end; ++i)
      if (entries[i].changed_at) newest = std::max(newest, entries[i].changed_at);
    index += "<sitemap><loc>" + xml(site_url + '/' + name) + "</loc>";
    append_lastmod(index, newest);
    index += "</sitemap>\n";
  }
  files.emplace_back("sitemap.xml", index + "</sitemapindex>\n");
  return files;
}

std::string robots(const std::string& site_url) {
  return "User-agent: *\n"
         "Disallow: /admin/\n"
         "Disallow: /account\n"
         "Disallow: /cart\n"
         "Disallow: /checkout\n"
         "Disallow: /r/\n"
         "Disallow: /api/\n"
         "Disallow: /webhooks/\n"
         "Disallow: /search\n"
         "Disallow: /compare\n"
         "Disallow: /estimate\n"
         "Disallow: /contact\n"
         "Disallow: /*?*sort=\n"
         "Disallow: /*?*filter=\n"
         "Allow: /\n"
         "\n"
         "User-agent: AdsBot-Google\n"
         "Disallow: /admin/\n"
         "Disallow: /checkout\n"
         "Allow: /\n"
         "\n"
         "Sitemap: " +
         site_url + "/sitemap.xml\n";
}

}  // namespace sitegen
