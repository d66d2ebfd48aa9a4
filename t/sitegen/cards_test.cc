#include "sitegen/cards.h"

#include <filesystem>
#include <set>

#include "catalog/picture.h"
#include "sitegen/card_drawing.h"
#include "t/sitegen/building.h"
#include "views/card.h"

namespace {

struct Cards : t::Building {
  std::size_t draw(const sitegen::Built& built) {
    return sitegen::draw_cards(lock(), built, 2, [] { return false; });
  }
  // Those that pages of the site name.
  std::set<std::string> named() const {
    std::set<std::string> paths;
    const std::string start = "<meta property=\"og:image\" content=\"https://shop.test";
    for (const auto& [file, bytes] : site())
      if (const auto at = bytes.find(start); at != std::string::npos)
        paths.insert(bytes.substr(at + start.size(),
                                  bytes.find('"', at + start.size()) - at - start.size()));
    return paths;
  }
  std::string drawn(const std::string& path) const {
    return sitegen::read_file(config.site.root + path).value_or("");
  }
};

CPPUNIT_TEST_FIXTURE(Cards, each_indexed_page_names_a_picture_that_is_drawn_once) {
  const auto built = build();
  for (const auto& [file, bytes] : site())
    if (file.ends_with(".html"))
      CPPUNIT_ASSERT_MESSAGE(file,
                             t::has(bytes, "rel=\"canonical\"") == t::has(bytes, "og:image\""));

  const auto names = named();
  CPPUNIT_ASSERT_EQUAL(names.size(), draw(built));

  std::map<std::string, std::string> before;
  for (const auto& path : names) {
    before[path] = drawn(path);
    const auto header = catalog::picture_header(before[path]);
    CPPUNIT_ASSERT_MESSAGE(path, header && header->width == 1200 && header->height == 630);
  }
  // The whole site once more: nothing is drawn, and no page has another picture.
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, draw(build()));
  set_price("DL380", 99800);
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, draw(update()));
  CPPUNIT_ASSERT(names == named());
  // Drawn anew, they have the same bytes.
  std::filesystem::remove_all(config.site.root + "/cards");
  CPPUNIT_ASSERT_EQUAL(names.size(), draw(build()));
  for (const auto& path : names) CPPUNIT_ASSERT_MESSAGE(path, before[path] == drawn(path));
}

CPPUNIT_TEST_FIXTURE(Cards, another_title_has_another_picture_and_only_that_is_drawn) {
  draw(build());
  const auto before = named();
  sql("UPDATE products SET title = 'A & B \"<C>\" ' || repeat('W', 200) || ' end of a long title'"
      " WHERE mpn = 'DL380-G10'");

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, draw(update()));

  std::size_t others = 0;
  for (const auto& path : named()) others += before.contains(path) ? 0 : 1;
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, others);
  for (const auto& path : named()) CPPUNIT_ASSERT(!drawn(path).empty());
}

CPPUNIT_TEST_FIXTURE(Cards, what_no_page_names_stays_a_month) {
  draw(build());
  const auto old = config.site.root + "/cards/aa/old.png";
  const auto fresh = config.site.root + "/cards/aa/fresh.png";
  sitegen::replace_file(old, "x");
  sitegen::replace_file(fresh, "x");
  namespace fs = std::filesystem;
  fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours{24 * 31});
  for (const auto& path : named())
    fs::last_write_time(config.site.root + path,
                        fs::file_time_type::clock::now() - std::chrono::hours{24 * 31});
  draw(update());
  CPPUNIT_ASSERT(fs::exists(old));

  draw(build());

  CPPUNIT_ASSERT(!fs::exists(old));
  CPPUNIT_ASSERT(fs::exists(fresh));
  for (const auto& path : named()) CPPUNIT_ASSERT(!drawn(path).empty());
}

}  // namespace
