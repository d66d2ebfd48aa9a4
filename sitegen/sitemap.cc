#include "sitegen/sitemap.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
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

// Each with its end of line.
using Lines = std::vector<std::string>;

std::string joined(const Lines& lines) {
  std::string out;
  for (const auto& line : lines) out += line;
  return out;
}

std::string url_set(const Lines& lines) {
  return std::string{kXml} + "<urlset xmlns=\"" + kNamespace + "\" xmlns:image=\"" + kImages +
         "\">\n" + joined(lines) + "</urlset>\n";
}

Lines lines_of(const std::string& site_url, const std::vector<SitemapEntry>& entries) {
  Lines lines;
  for (const auto& entry : entries) lines.push_back(line_of(site_url, entry));
  return lines;
}

// Files of an index, in its order.
struct Part {
  enum Kind { Pages, Products } kind = Pages;
  std::size_t number = 1;
  friend auto operator<=>(const Part&, const Part&) = default;
};
std::string name_of(const Part& part) {
  return (part.kind == Part::Pages ? "sitemap-pages-" : "sitemap-products-") +
         std::to_string(part.number) + ".xml";
}
Part part_of(base::ProductId product, std::size_t part) {
  return {Part::Products, static_cast<std::size_t>(product.raw()) / part + 1};
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

using Index = std::map<Part, std::string>;  // its lines

std::string index_text(const Index& index) {
  std::string out = kXml;
  out += std::string{"<sitemapindex xmlns=\""} + kNamespace + "\">\n";
  for (const auto& [part, line] : index) out += line;
  return out + "</sitemapindex>\n";
}

// The files of the pages that are no products, with their lines in the index.
std::vector<NamedFile> pages_files(const std::string& site_url, const Lines& lines,
                                   std::size_t part, Index& index) {
  std::vector<NamedFile> files;
  for (std::size_t at = 0; at < lines.size(); at += part) {
    const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = begin + static_cast<std::ptrdiff_t>(std::min(part, lines.size() - at));
    const Part key{Part::Pages, files.size() + 1};
    files.emplace_back(name_of(key), url_set({begin, end}));
    index[key] = part_line(site_url, name_of(key), newest_in(files.back().second));
  }
  return files;
}

// The lines between the second and the last; nothing when it is no such file.
std::optional<Lines> lines_in(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    lines.emplace_back(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
  }
  constexpr std::size_t kLeast = 3;
  if (lines.size() < kLeast || lines.front() != kXml) return std::nullopt;
  return Lines{lines.begin() + 2, lines.end() - 1};
}

// The sitemap while it changes.
class Changing {
 public:
  Changing(const std::string& site_url, const SitemapChange& change, std::size_t part)
      : site_url_{site_url}, change_{change}, part_{part} {}

  std::optional<SitemapFiles> in_one(const std::string& map) {
    auto lines = lines_in(map);
    if (!lines) return std::nullopt;
    const auto first = std::find_if(lines->begin(), lines->end(),
                                    [&](const auto& line) { return line.starts_with(kind_); });
    Lines products{first, lines->end()};
    put_products(products, std::nullopt);
    auto all = change_.pages ? lines_of(site_url_, *change_.pages) : Lines{lines->begin(), first};
    all.insert(all.end(), products.begin(), products.end());
    return SitemapFiles{{{"sitemap.xml", url_set(all)}}, {}};
  }

  template <class Read>
  std::optional<SitemapFiles> in_parts(const std::string& map, const Read& read) {
    if (!read_index(map)) return std::nullopt;
    SitemapFiles changed;
    if (change_.pages) {
      auto before = index_;
      std::erase_if(index_, [](const auto& line) { return line.first.kind == Part::Pages; });
      changed.files = pages_files(site_url_, lines_of(site_url_, *change_.pages), part_, index_);
      for (const auto& [key, line] : before)
        if (key.kind == Part::Pages && !index_.contains(key)) changed.gone.push_back(name_of(key));
    }
    for (const auto& key : parts()) {
      const auto text = read(name_of(key));
      auto lines = text ? lines_in(*text) : Lines{};
      if (!lines) return std::nullopt;
      put_products(*lines, key);
      index_.erase(key);
      if (lines->empty()) {
        changed.gone.push_back(name_of(key));
        continue;
      }
      changed.files.emplace_back(name_of(key), url_set(*lines));
      index_[key] = part_line(site_url_, name_of(key), newest_in(changed.files.back().second));
    }
    changed.files.emplace_back("sitemap.xml", index_text(index_));
    return changed;
  }

 private:
  std::set<Part> parts() const {
    std::set<Part> all;
    for (const auto& product : change_.products) all.insert(part_of(product.product, part_));
    for (const auto& [product, path] : change_.former) all.insert(part_of(product, part_));
    return all;
  }
  // Those of one file, or all.
  void put_products(Lines& lines, const std::optional<Part>& of) const {
    const auto is_here = [&](base::ProductId product) {
      return !of || part_of(product, part_) == *of;
    };
    std::set<std::string> out;
    for (const auto& [product, path] : change_.former)
      if (is_here(product)) out.insert(start_of("url", site_url_ + path));
    for (const auto& product : change_.products)
      if (is_here(product.product)) out.insert(start_of("url", site_url_ + product.entry.path));
    std::erase_if(lines, [&](const std::string& line) {
      return out.contains(line.substr(0, line.find(kEndOfAddress) + kEndOfAddress.size()));
    });
    for (const auto& product : change_.products)
      if (is_here(product.product)) lines.push_back(line_of(site_url_, product.entry));
    std::sort(lines.begin(), lines.end());
  }
  bool read_index(const std::string& map) {
    const auto lines = lines_in(map);
    if (!lines) return false;
    for (const auto& line : *lines)
      for (const auto kind : {Part::Pages, Part::Products}) {
        // Up to the number.
        const auto name = name_of({kind, 1});
        const auto start = "<sitemap><loc>" + xml(site_url_ + '/') +
                           name.substr(0, name.size() - std::string_view{"1.xml"}.size());
        if (!line.starts_with(start)) continue;
        const auto number = base::parse_integer<std::size_t>(std::string_view{line}.substr(
            start.size(), line.find('.', start.size()) - start.size()));
        if (!number) return false;
        index_[{kind, *number}] = line;
      }
    return index_.size() == lines->size();
  }

  static constexpr std::string_view kEndOfAddress = "</loc>";
  const std::string& site_url_;
  const SitemapChange& change_;
  std::size_t part_;
  std::string kind_ = "<url><loc>" + xml(site_url_ + "/p/");
  Index index_;
};

}  // namespace

std::vector<NamedFile> sitemap(const std::string& site_url, const std::vector<SitemapEntry>& pages,
                               const std::vector<ProductEntry>& products, std::size_t part) {
  auto lines = lines_of(site_url, pages);
  std::map<Part, Lines> parts;
  const bool in_one = pages.size() + products.size() <= part;
  for (const auto& product : products)
    parts[in_one ? Part{Part::Products, 1} : part_of(product.product, part)].push_back(
        line_of(site_url, product.entry));
  for (auto& [key, of_part] : parts) std::sort(of_part.begin(), of_part.end());
  if (in_one) {
    for (const auto& [key, of_part] : parts)
      lines.insert(lines.end(), of_part.begin(), of_part.end());
    return {{"sitemap.xml", url_set(lines)}};
  }
  Index index;
  auto files = pages_files(site_url, lines, part, index);
  for (const auto& [key, of_part] : parts) {
    files.emplace_back(name_of(key), url_set(of_part));
    index[key] = part_line(site_url, name_of(key), newest_in(files.back().second));
  }
  files.emplace_back("sitemap.xml", index_text(index));
  return files;
}

std::optional<SitemapFiles> sitemap_changed(
    const std::string& site_url, const SitemapChange& change,
    const std::function<std::optional<std::string>(const std::string& name)>& read,
    std::size_t part) {
  const auto map = read("sitemap.xml");
  if (!map) return std::nullopt;
  const bool is_one = map->find("<sitemapindex") == std::string::npos;
  if (change.pages && (change.pages->size() + change.all_products <= part) != is_one)
    return std::nullopt;
  Changing changing{site_url, change, part};
  return is_one ? changing.in_one(*map) : changing.in_parts(*map, read);
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
         "Disallow: /newsletter\n"
         "Disallow: /review\n"
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
