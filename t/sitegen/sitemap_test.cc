#include "sitegen/sitemap.h"

#include <map>

#include "t/test.h"

namespace {

using sitegen::SitemapEntry;

CPPUNIT_TEST_FIXTURE(t::Plain, a_sitemap_escapes_and_tells_when_a_page_changed) {
  const std::vector<SitemapEntry> entries = {
      {"/p/a?b&c", *base::parse_iso8601("2026-11-22T12:00:00.5Z"), "/media/x.png"}};
  const auto files = sitegen::sitemap("https://shop.test", entries);
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
  std::vector<SitemapEntry> entries;
  for (int i = 0; i < 5; ++i) entries.push_back({"/p/" + std::to_string(i), {}, {}});
  const auto files = sitegen::sitemap("https://shop.test", entries, 2);
  CPPUNIT_ASSERT_EQUAL(std::size_t{4}, files.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"sitemap-3.xml"}, files[2].first);
  CPPUNIT_ASSERT_EQUAL(std::string{"sitemap.xml"}, files[3].first);
  CPPUNIT_ASSERT(files[3].second.find("<loc>https://shop.test/sitemap-3.xml</loc>") !=
                 std::string::npos);
}

CPPUNIT_TEST_FIXTURE(t::Plain, seo_12_2_a_changed_page_changes_its_line_and_that_of_its_part) {
  std::vector<SitemapEntry> entries;
  for (int i = 0; i < 5; ++i)
    entries.push_back(
        {"/p/" + std::to_string(i), *base::parse_iso8601("2026-11-22T12:00:00Z"), {}});
  for (const auto part : {std::size_t{2}, std::size_t{9}}) {
    std::map<std::string, std::string> files;
    for (auto& [name, bytes] : sitegen::sitemap("https://shop.test", entries, part))
      files[name] = bytes;
    auto changed = entries;
    changed[3] = {"/p/3", *base::parse_iso8601("2026-11-23T08:00:00Z"), "/media/3.png"};

    const auto fresh = sitegen::sitemap_changed(
        "https://shop.test", changed[3], 3,
        [&](const std::string& name) { return std::optional{files[name]}; }, part);

    CPPUNIT_ASSERT(fresh);
    CPPUNIT_ASSERT_EQUAL(std::size_t{part == 2 ? 2U : 1U}, fresh->size());
    for (const auto& [name, bytes] : *fresh) files[name] = bytes;
    for (const auto& [name, bytes] : sitegen::sitemap("https://shop.test", changed, part))
      CPPUNIT_ASSERT_EQUAL(bytes, files[name]);
  }
  CPPUNIT_ASSERT(!sitegen::sitemap_changed(
      "https://shop.test", {"/p/new", {}, {}}, 5,
      [&](const std::string&) { return std::optional<std::string>{"<urlset>"}; }));
}

}  // namespace
