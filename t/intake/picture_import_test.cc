#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/crypto.h"
#include "t/intake/importing.h"
#include "t/tap.h"

namespace {

namespace fs = std::filesystem;

std::string png(char width) {
  return std::string{"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0", 19} + width +
         std::string{"\0\0\0\x09", 4} + "and so on";
}

std::string media_file(const std::string& bytes) {
  const auto hash = base::sha256_hex(bytes).substr(0, 32);
  return hash.substr(0, 2) + "/" + hash + ".png";
}

std::string row(const std::string& sku, const std::string& front, const std::string& rear) {
  return sku + ",Cisco," + sku + ",T,C,Used,1,,,,,,,,,,,," + front + "," + rear + "\n";
}

// An import with pictures from one temporary folder into another.
struct ImportingPictures : t::Importing {
  void setUp() override {
    t::Importing::setUp();
    top_ = fs::temp_directory_path() / ("gds-pictures-" + std::to_string(getpid()));
    fs::create_directories(top_ / "from/sub");
    fs::create_directories(top_ / "media");
  }
  void tearDown() override {
    fs::remove_all(top_);
    t::Importing::tearDown();
  }
  void write(const std::string& path, const std::string& bytes) const {
    std::ofstream{top_ / "from" / path, std::ios::binary} << bytes;
  }
  intake::ImportOptions options(intake::ImportMode mode = intake::ImportMode::Keep) const {
    return {.mode = mode, .pictures = (top_ / "from").string(), .media = (top_ / "media").string()};
  }
  // The files of the media folder, in order.
  std::vector<std::string> media() const {
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator{top_ / "media"})
      if (entry.is_regular_file())
        files.push_back(fs::relative(entry.path(), top_ / "media").string());
    std::sort(files.begin(), files.end());
    return files;
  }

 private:
  fs::path top_;
};

CPPUNIT_TEST_FIXTURE(ImportingPictures, a_picture_is_stored_once_and_a_second_import_is_unchanged) {
  write("a.png", png('\x10'));
  write("sub/b.png", png('\x20'));
  const auto rows = row("ONE", "a.png", "sub/b.png") + row("TWO", "a.png", "");

  t::assert_counts(import(rows, options()), 2, 0, 0, 0);

  std::vector<std::string> wanted{media_file(png('\x10')), media_file(png('\x20'))};
  std::sort(wanted.begin(), wanted.end());
  CPPUNIT_ASSERT(wanted == media());
  CPPUNIT_ASSERT_EQUAL(
      "front " + media_file(png('\x10')) + " 16x9 Cisco ONE, front view;rear " +
          media_file(png('\x20')) + " 32x9 Cisco ONE, rear view",
      sql("SELECT string_agg(view || ' ' || file || ' ' || width || 'x' || height || ' ' || alt,"
          " ';' ORDER BY view) FROM media m JOIN products p ON p.id = m.product_id"
          " WHERE p.mpn = 'ONE'"));
  const auto before = state();

  t::assert_counts(import(rows, options()), 0, 0, 2, 0);
  CPPUNIT_ASSERT_EQUAL(before, state());
  CPPUNIT_ASSERT(wanted == media());
}

CPPUNIT_TEST_FIXTURE(ImportingPictures, a_picture_that_changed_is_an_update_of_its_column) {
  write("a.png", png('\x10'));
  import(row("ONE", "a.png", ""), options());
  write("a.png", png('\x20'));

  t::assert_counts(import(row("ONE", "a.png", ""), options()), 0, 1, 0, 0);

  CPPUNIT_ASSERT_EQUAL(std::string{"image_front"}, reports.at(0).detail);
  CPPUNIT_ASSERT_EQUAL(media_file(png('\x20')), sql("SELECT file FROM media"));
}

CPPUNIT_TEST_FIXTURE(ImportingPictures, a_picture_that_is_missing_or_none_refuses_its_row) {
  write("a.png", png('\x10'));
  write("text.png", "not a picture");
  const auto before = state();

  t::assert_counts(import(row("ONE", "nowhere.png", "") + row("TWO", "text.png", ""), options()), 0,
                   0, 0, 2);

  CPPUNIT_ASSERT_EQUAL(std::string{"no picture nowhere.png"}, reports.at(0).detail);
  CPPUNIT_ASSERT_EQUAL(std::string{"text.png is neither a PNG nor a JPEG picture"},
                       reports.at(1).detail);
  CPPUNIT_ASSERT_EQUAL(before, state());
  CPPUNIT_ASSERT(media().empty());
}

CPPUNIT_TEST_FIXTURE(ImportingPictures, a_dry_run_looks_at_pictures_and_writes_no_file) {
  write("a.png", png('\x10'));

  t::assert_counts(import(row("ONE", "a.png", ""), options(intake::ImportMode::DryRun)), 1, 0, 0,
                   0);
  t::assert_counts(import(row("ONE", "b.png", ""), options(intake::ImportMode::DryRun)), 0, 0, 0,
                   1);

  CPPUNIT_ASSERT(media().empty());
}

CPPUNIT_TEST_FIXTURE(ImportingPictures, the_pictures_of_the_real_catalog_are_all_there) {
  const auto folder = t::shared_files();
  if (folder.empty() || !fs::exists(folder + "/images"))
    return t::skip("../shared/data/images is not here");
  auto given = options();
  given.pictures = folder + "/images";
  for (const auto& [created, unchanged] : {std::pair{1690U, 0U}, std::pair{0U, 1690U}}) {
    auto admin = rival("gds_admin");
    std::ifstream file{folder + "/catalog.csv"};
    given.now = t::kNoon;
    t::assert_counts(intake::import_products(admin, file, given, {}), created, 0, unchanged, 0);
  }
  CPPUNIT_ASSERT_EQUAL(std::to_string(media().size()),
                       sql("SELECT count(DISTINCT file) FROM media"));
  CPPUNIT_ASSERT(media().size() > 100);
}

}  // namespace
