#pragma once
// What every unit test includes first: CppUnit's macros, and Plain for tests that need no set-up.
//
//   CPPUNIT_TEST_FIXTURE(t::Plain, a_price_is_never_negative) { ... }
//
// CppUnit builds all fixtures before it runs the first test: acquire in setUp, never in members.
#include <cppunit/TestFixture.h>
#include <cppunit/extensions/HelperMacros.h>

namespace t {

struct Plain : CppUnit::TestFixture {};

}  // namespace t
