#include "catalog/slug.h"

#include "t/test.h"

namespace {

using catalog::Distinction;
using catalog::other_slugs;
using catalog::slugify;

CPPUNIT_TEST_FIXTURE(t::Plain, a_slug_has_one_hyphen_for_each_run_of_other_characters) {
  CPPUNIT_ASSERT_EQUAL(std::string{"cisco-ws-c2960-24pc-l"}, slugify("Cisco WS-C2960+24PC-L"));
  CPPUNIT_ASSERT_EQUAL(std::string{"a-b"}, slugify(" --a / ‑ b!? "));
  CPPUNIT_ASSERT_EQUAL(std::string{}, slugify("+-‑"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_slug_is_cut_at_a_hyphen_before_eighty_characters) {
  const auto slug = slugify(std::string(70, 'a') + " bbbbbbbbb ccc");
  CPPUNIT_ASSERT_EQUAL(std::string(70, 'a') + "-bbbbbbbbb", slug);
  CPPUNIT_ASSERT_EQUAL(std::string(70, 'a'), slugify(std::string(70, 'a') + " bbbbbbbbbb"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_part_number_is_searched_by_letters_and_digits) {
  CPPUNIT_ASSERT_EQUAL(std::string{"WSC296024PCL"},
                       catalog::normalised_part_number("ws-c2960+24pc-l"));
}

CPPUNIT_TEST_FIXTURE(t::Plain, a_taken_slug_gets_the_first_known_attribute_that_differs) {
  Distinction theirs;
  theirs.ports = "24x 100M RJ45, 2x 1G SFP";
  theirs.max_draw = "36";
  Distinction mine;
  mine.ports = "24x 100M RJ45, 2x 1G RJ45";
  mine.max_draw = "22";

  CPPUNIT_ASSERT_EQUAL(std::string{"x-2x-1g-rj45"}, other_slugs("x", mine, theirs).front());

  mine.ports = theirs.ports;
  CPPUNIT_ASSERT_EQUAL(std::string{"x-22w"}, other_slugs("x", mine, theirs).front());

  mine.max_draw.clear();
  CPPUNIT_ASSERT_EQUAL(std::string{"x-2"}, other_slugs("x", mine, theirs).front());
  CPPUNIT_ASSERT_EQUAL(std::string{"x-3"}, other_slugs("x", mine, theirs)[1]);
}

}  // namespace
