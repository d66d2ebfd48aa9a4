#include "catalog/picture.h"

#include "t/test.h"

namespace {

using catalog::picture_header;

std::string png(const std::string& width, const std::string& height) {
  return std::string{"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16} + width + height;
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_png_tells_its_size) {
  const auto header = picture_header(png({"\0\0\x06\x40", 4}, {"\0\0\0\x90", 4}));
  CPPUNIT_ASSERT(header);
  CPPUNIT_ASSERT_EQUAL(1600, header->width);
  CPPUNIT_ASSERT_EQUAL(144, header->height);
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_jpeg_tells_its_size_in_its_frame_header) {
  const std::string bytes{"\xff\xd8\xff\xe0\0\x04xx\xff\xff\xc0\0\x11\x08\0\x90\x06\x40\x03", 19};
  const auto header = picture_header(bytes);
  CPPUNIT_ASSERT(header);
  CPPUNIT_ASSERT_EQUAL(1600, header->width);
  CPPUNIT_ASSERT_EQUAL(144, header->height);
}

CPPUNIT_TEST_FIXTURE(t::Plain, what_is_no_picture_is_refused) {
  CPPUNIT_ASSERT(!picture_header(""));
  CPPUNIT_ASSERT(!picture_header("<svg xmlns='http://www.w3.org/2000/svg'/>"));
  CPPUNIT_ASSERT(!picture_header("GIF89a"));
  CPPUNIT_ASSERT(!picture_header(png({"\0\0\0\0", 4}, {"\0\0\0\x90", 4})));
  CPPUNIT_ASSERT(!picture_header(png({"\x7f\0\0\0", 4}, {"\0\0\0\x90", 4})));
  CPPUNIT_ASSERT(!picture_header(png({"\0\0\x06\x40", 4}, {"\0\0\0\x90", 4}).substr(0, 20)));
  CPPUNIT_ASSERT(!picture_header(std::string{"\xff\xd8\xff\xe0\0\x00xx\xff", 9}));
}

}  // namespace
