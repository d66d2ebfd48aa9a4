#include "catalog/small_picture.h"

#include <gd.h>

#include <filesystem>
#include <fstream>

#include "t/temp_folder.h"

namespace {

namespace fs = std::filesystem;

std::string png(int width, int height) {
  auto* image = gdImageCreateTrueColor(width, height);
  gdImageFilledRectangle(image, 0, 0, width, height, gdTrueColor(20, 120, 200));
  int size = 0;
  auto* bytes = static_cast<char*>(gdImagePngPtr(image, &size));
  std::string made{bytes, static_cast<std::size_t>(size)};
  gdFree(bytes);
  gdImageDestroy(image);
  return made;
}

std::pair<int, int> size_of(const std::string& webp) {
  std::string bytes = webp;
  auto* image = gdImageCreateFromWebpPtr(static_cast<int>(bytes.size()), bytes.data());
  CPPUNIT_ASSERT(image != nullptr);
  const std::pair size{gdImageSX(image), gdImageSY(image)};
  gdImageDestroy(image);
  return size;
}

struct Pictures : t::Plain {
  void setUp() override { fs::create_directories(media + "/4f"); }
  void put(const std::string& file, const std::string& bytes) {
    std::ofstream{media + '/' + file, std::ios::binary} << bytes;
  }
  t::TempFolder folder;
  const std::string& media = folder.path();
};

CPPUNIT_TEST_FIXTURE(Pictures, a_photo_is_made_smaller_and_keeps_its_shape) {
  const auto small = catalog::small_picture(png(1600, 200), 480);

  CPPUNIT_ASSERT(small);
  CPPUNIT_ASSERT(size_of(*small) == std::pair(480, 60));
  CPPUNIT_ASSERT(size_of(*catalog::small_picture(png(600, 100), 1200)) == std::pair(600, 100));
}

CPPUNIT_TEST_FIXTURE(Pictures, what_is_no_whole_photo_gives_none) {
  const auto good = png(600, 100);
  auto vast = good;  // claims to be 9,999 points wide and high
  for (const std::size_t at : {18U, 22U}) {
    vast[at] = 0x27;
    vast[at + 1] = 0x0f;
  }
  for (const auto& bytes :
       {std::string{}, std::string{"GIF89a"}, good.substr(0, good.size() / 2),
        std::string{"%PDF-1.4"}, good.substr(0, 24), vast, std::string{"\xff\xd8\xff\xe0"}})
    CPPUNIT_ASSERT(!catalog::small_picture(bytes, 480));
}

CPPUNIT_TEST_FIXTURE(Pictures, small_ones_are_made_once_beside_the_photo) {
  put("4f/4f00.png", png(1600, 200));

  CPPUNIT_ASSERT_EQUAL(2, catalog::make_small_pictures(media, "4f/4f00.png"));
  CPPUNIT_ASSERT(fs::exists(media + "/4f/4f00.480.webp"));
  CPPUNIT_ASSERT(fs::exists(media + "/4f/4f00.1200.webp"));
  CPPUNIT_ASSERT_EQUAL(0, catalog::make_small_pictures(media, "4f/4f00.png"));
  // As wide as a card, or not there at all: nothing to do.
  put("4f/4f01.png", png(480, 60));
  CPPUNIT_ASSERT_EQUAL(0, catalog::make_small_pictures(media, "4f/4f01.png"));
  CPPUNIT_ASSERT_EQUAL(0, catalog::make_small_pictures(media, "4f/4f02.png"));
}

CPPUNIT_TEST_FIXTURE(Pictures, a_bad_file_is_tried_once) {
  put("4f/4f03.png", png(1600, 200).substr(0, 300));

  CPPUNIT_ASSERT_EQUAL(0, catalog::make_small_pictures(media, "4f/4f03.png"));
  CPPUNIT_ASSERT(fs::exists(media + "/4f/4f03.png.bad"));
  CPPUNIT_ASSERT_EQUAL(0, catalog::make_small_pictures(media, "4f/4f03.png"));
}

CPPUNIT_TEST_FIXTURE(Pictures, pages_name_what_there_will_be) {
  CPPUNIT_ASSERT_EQUAL(std::string{"/media/4f/4f00.480.webp"},
                       catalog::small_path("/media/4f/4f00.png", 1600, 480));
  CPPUNIT_ASSERT_EQUAL(std::string{"/media/4f/4f00.png"},
                       catalog::small_path("/media/4f/4f00.png", 480, 480));
}

}  // namespace
