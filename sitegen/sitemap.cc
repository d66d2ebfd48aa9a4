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

std::string start_of(const std::string& tag, const std::string& address) {
  return '<' + tag + "><loc>" + xml(address) + "</loc>";
}

std::string line_of(const std::string& site_url, const SitemapEntry& entry) {
  auto out = start_of("url", site_url + entry.path);
  append_lastmod(out, entry.changed_at);
  if (!entry.image.empty())
    out += "<image:image><image:loc>" + xml(site_url + entry.image) + "</image:loc></image:image>";
  return out + "</url>\n";
}

std::string part_line(const std::string& site_url, const std::string& name,
                      const std::string& lastmod) {
  return start_of("sitemap", site_url + '/' + name) + lastmod + "</sitemap>\n";
}

std::string url_set(const std::string& site_url, const SitemapEntry* begin,
                    const SitemapEntry* end) {
  std::string out = kXml;
  out += std::string{"<urlset xmlns=\""} + kNamespace + "\" xmlns:image=\"" + kImages + "\">\n";
  for (const auto* entry = begin; entry != end; ++entry) out += line_of(site_url, *entry);
  return out + "</urlset>\n";
}

std::string part_name(std::size_t number) {
  return "sitemap-" + std::to_string(number) + ".xml";
}

// The latest of a part, as its element; "" without any. Such texts sort as the times they say.
std::string newest_in(std::string_view part) {
  constexpr std::string_view kStart = "<lastmod>";
  constexpr std::string_view kEnd = "</lastmod>";
  std::string_view newest;
  for (auto at = part.find(kStart); at != std::string_view::npos; at = part.find(kStart, at + 1)) {
    const auto text = part.substr(at, part.find(kEnd, at) + kEnd.size() - at);
    newest = std::max(newest, text);
  }
  return std::string{newest};
}

// Puts a line in the place of the one that begins like it. Answers false when there is none.
bool put_line(std::string& text, const std::string& start, const std::string& line) {
  const auto at = text.find(start);
  if (at == std::string::npos) return false;
  const auto end = text.find('\n', at);
  if (end == std::string::npos) return false;
  text.replace(at, end + 1 - at, line);
  return true;
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
    const auto name = part_name(files.size() + 1);
    files.emplace_back(name, url_set(site_url, entries.data() + at, entries.data() + end));
    index += part_line(site_url, name, newest_in(files.back().second));
  }
  files.emplace_back("sitemap.xml", index + "</sitemapindex>\n");
  return files;
}

std::optional<std::vector<NamedFile>> sitemap_changed(
    const std::string& site_url, const SitemapEntry& entry, std::size_t n,
    const std::function<std::optional<std::string>(const std::string& name)>& read,
    std::size_t part) {
  const auto start = start_of("url", site_url + entry.path);
  const auto line = line_of(site_url, entry);
  auto map = read("sitemap.xml");
  if (!map) return std::nullopt;
  if (map->find("<sitemapindex") == std::string::npos) {
    if (!put_line(*map, start, line)) return std::nullopt;
    return {{{"sitemap.xml", std::move(*map)}}};
  }
  const auto name = part_name(n / part + 1);
  auto text = read(name);
  if (!text || !put_line(*text, start, line) ||
      !put_line(*map, start_of("sitemap", site_url + '/' + name),
                part_line(site_url, name, newest_in(*text))))
    return std::nullopt;
  return {{{name, std::move(*text)}, {"sitemap.xml", std::move(*map)}}};
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
         "Disallow: /lists\n"
         "Disallow: /notify\n"
         "Disallow: /preview/\n"
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
