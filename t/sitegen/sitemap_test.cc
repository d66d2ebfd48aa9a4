#include "sitegen/sitemap.h"

#include <map>

#include "t/test.h"

namespace {

using sitegen::ProductEntry;
using sitegen::SitemapChange;
using sitegen::SitemapEntry;

using Files = std::map<std::string, std::string>;
const std::string kSite = "https://shop.test";

SitemapEntry entry_of(const std::string& path, int hour = 12) {
  const auto text = std::to_string(hour);
  return {path, *base::parse_iso8601("2026-11-22T" + text + ":00:00Z"), {}};
}
ProductEntry product(std::int64_t id, const std::string& slug, int hour = 12) {
  return {base::ProductId{id}, entry_of("/p/" + slug, hour)};
}
std::vector<SitemapEntry> pages_of(int n) {
  std::vector<SitemapEntry> pages;
  for (int i = 0; i < n; ++i) pages.push_back({"/c/" + std::to_string(i), {}, {}});
  return pages;
}

// A sitemap of so many pages and some products, which changes.
struct Map {
  Map(int n, std::vector<ProductEntry> those, std::size_t part) : pages{n}, part{part} {
    for (auto& one : those) products[one.product] = std::move(one.entry);
    files = anew();
  }
  Files anew() const {
    std::vector<ProductEntry> all;
    for (const auto& [id, entry] : products) all.push_back({id, entry});
    Files made;
    for (auto& [name, bytes] : sitegen::sitemap(kSite, pages_of(pages), all, part))
      made[name] = bytes;
    return made;
  }
  // Answers whether it could be changed.
  bool change(const SitemapChange& change) {
    const auto changed = sitegen::sitemap_changed(
        kSite, change,
        [&](const std::string& name) {
          const auto at = files.find(name);
          return at == files.end() ? std::nullopt : std::optional{at->second};
        },
        part);
    if (!changed) return false;
    for (const auto& name : changed->gone) files.erase(name);
    for (const auto& [name, bytes] : changed->files) files[name] = bytes;
    written = changed->files.size();
    return true;
  }
  bool is_as_made_anew() const { return files == anew(); }

  int pages;
  std::size_t part;
  std::map<base::ProductId, SitemapEntry> products;
  Files files;
  std::size_t written = 0;
};

CPPUNIT_TEST_FIXTURE(t::Plain, a_sitemap_escapes_and_tells_when_a_page_changed) {
  const std::vector<SitemapEntry> entries = {
      {"/p/a?b&c", *base::parse_iso8601("2026-11-22T12:00:00.5Z"), "/media/x.png"}};
  const auto files = sitegen::sitemap(kSite, entries, {});
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, files.size());
  CPPUNIT_ASSERT_EQUAL(
      std::string{
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""
          " xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">\n"
          "<url><loc>https://shop.test/p/a?b&amp;c</loc><lastmod>2026-11-22T12:00:00Z</lastmod>"
          "<image:image><image:loc>https://shop.test/media/x.png</image:loc></image:image></url>\n"
          "</urlset>\n"},
      files[0].second);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_long_sitemap_comes_in_parts_below_an_index) {
  const Map map{3, {product(1, "z"), product(2, "b"), product(3, "a"), product(9, "c")}, 2};
  const std::vector<std::string> names = {"sitemap-pages-1.xml",    "sitemap-pages-2.xml",
                                          "sitemap-products-1.xml", "sitemap-products-2.xml",
                                          "sitemap-products-5.xml", "sitemap.xml"};
  std::vector<std::string> made;
  for (const auto& [name, bytes] : map.files) made.push_back(name);
  CPPUNIT_ASSERT(names == made);
  const auto& second = map.files.at("sitemap-products-2.xml");
  CPPUNIT_ASSERT(second.find("/p/a<") < second.find("/p/b<"));
  CPPUNIT_ASSERT(map.files.at("sitemap.xml")
                     .find("<loc>https://shop.test/sitemap-products-5.xml</loc><lastmod>") !=
                 std::string::npos);
}

CPPUNIT_TEST_FIXTURE(t::Plain, seo_12_2_a_changed_page_changes_its_line_and_that_of_its_part) {
  for (const auto part : {std::size_t{2}, std::size_t{9}}) {
    Map map{3, {product(1, "x"), product(2, "y"), product(3, "z")}, part};
    map.products[base::ProductId{3}] = {"/p/z", *base::parse_iso8601("2026-11-23T08:00:00Z"),
                                        "/media/3.png"};

    CPPUNIT_ASSERT(
        map.change({{{base::ProductId{3}, map.products[base::ProductId{3}]}}, {}, {}, 3}));

    CPPUNIT_ASSERT_EQUAL(std::size_t{part == 2 ? 2U : 1U}, map.written);
    CPPUNIT_ASSERT(map.is_as_made_anew());
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_comes_goes_or_has_another_address_changes_its_part_alone) {
  for (const auto part : {std::size_t{2}, std::size_t{99}}) {
    Map map{3, {product(1, "x"), product(2, "y"), product(3, "z")}, part};
    std::uint32_t random = 11;
    for (int round = 0; round < 60; ++round) {
      random = random * 1664525 + 1013904223;
      const base::ProductId id{1 + (random >> 8) % 9};
      const auto at = map.products.find(id);
      SitemapChange change;
      if (at != map.products.end()) {
        change.former.emplace_back(id, at->second.path);
        map.products.erase(at);
      }
      if ((random >> 20) % 2 == 0) {
        map.products[id] = entry_of("/p/" + std::to_string(random % 1000), 10 + round % 10);
        change.products.push_back({id, map.products[id]});
      }
      map.pages = 1 + static_cast<int>(random >> 24) % 6;
      change.pages = pages_of(map.pages);
      change.all_products = map.products.size();
      if (!map.change(change)) map.files = map.anew();  // one file is enough now, or no more
      CPPUNIT_ASSERT(map.is_as_made_anew());
    }
  }
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_change_that_was_done_already_does_nothing) {
  Map map{1, {product(1, "x"), product(2, "y")}, 2};
  const SitemapChange change{{product(1, "new")}, {{base::ProductId{1}, "/p/x"}}, pages_of(1), 2};
  map.products[base::ProductId{1}] = product(1, "new").entry;
  CPPUNIT_ASSERT(map.change(change) && map.change(change));
  CPPUNIT_ASSERT(map.is_as_made_anew());
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_sitemap_of_another_kind_is_not_changed) {
  Map map{1, {product(1, "x")}, 2};
  // It takes more than one file now.
  CPPUNIT_ASSERT(!map.change({{product(2, "y")}, {}, pages_of(2), 2}));
  for (const auto* text : {"", "<urlset>", "<sitemapindex>\n<a>\n<b>\n"}) {
    map.files["sitemap.xml"] = text;
    CPPUNIT_ASSERT(!map.change({{product(2, "y")}, {}, {}, 2}));
  }
}

}  // namespace
