#include "t/tap.h"

#include <string>

#include "t/test.h"

namespace {

CPPUNIT_TEST_FIXTURE(t::Plain, a_test_is_reported_by_its_sentence) {
  CPPUNIT_ASSERT_EQUAL(std::string{"last_unit_goes_once"},
                       t::sentence("(anonymous namespace)::last_unit_goes_once::TestBody"));
  CPPUNIT_ASSERT_EQUAL(std::string{"plain"}, t::sentence("plain"));
}

}  // namespace
