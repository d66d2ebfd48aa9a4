#include "sitegen/sitemap.h"

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

}  // namespace
