#include "t/tap.h"

#include <cppunit/TestCase.h>

#include <iostream>
#include <sstream>
#include <string>

#include "t/test.h"

namespace {

CPPUNIT_TEST_FIXTURE(t::Plain, a_test_is_reported_by_its_sentence) {
  CPPUNIT_ASSERT_EQUAL(std::string{"last_unit_goes_once"},
                       t::sentence("(anonymous namespace)::last_unit_goes_once::TestBody"));
  CPPUNIT_ASSERT_EQUAL(std::string{"plain"}, t::sentence("plain"));
}

struct Skipping : CppUnit::TestCase {
  Skipping() : CppUnit::TestCase{"a_sentence"} {}
};

CPPUNIT_TEST_FIXTURE(t::Plain, a_test_that_cannot_be_tried_says_so_in_the_run) {
  std::ostringstream out;
  auto* const output = std::cout.rdbuf(out.rdbuf());
  t::Tally tally;
  t::TapListener listener{tally};
  Skipping skipping;
  listener.startTest(&skipping);
  t::skip("no such folder");
  listener.endTest(&skipping);
  listener.startTest(&skipping);
  listener.endTest(&skipping);
  std::cout.rdbuf(output);

  CPPUNIT_ASSERT_EQUAL(std::string{"ok - a_sentence # SKIP no such folder\nok - a_sentence\n"},
                       out.str());
  CPPUNIT_ASSERT_EQUAL(2, tally.seen.load());
  CPPUNIT_ASSERT_EQUAL(0, tally.failed.load());
}

}  // namespace
