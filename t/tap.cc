#include "t/tap.h"

#include <cppunit/Exception.h>
#include <cppunit/SourceLine.h>
#include <cppunit/Test.h>
#include <cppunit/TestFailure.h>
#include <sched.h>

#include <algorithm>
#include <iostream>
#include <string_view>

namespace t {

std::string sentence(std::string test_name) {
  // CPPUNIT_TEST_FIXTURE gives "pages::(anonymous namespace)::the_sentence::TestBody".
  constexpr std::string_view kBody = "::TestBody";
  if (test_name.ends_with(kBody)) test_name.resize(test_name.size() - kBody.size());
  const auto scope = test_name.rfind("::");
  return scope == std::string::npos ? test_name : test_name.substr(scope + 2);
}

namespace {

// CppUnit hands a test nothing to speak through but exceptions: the one place of the test run that
// is shared by all.
std::string& skipped() {
  static std::string why;
  return why;
}

}  // namespace

void skip(std::string why) {
  skipped() = std::move(why);
}

void TapListener::startTest(CppUnit::Test* /*test*/) {
  why_.clear();
  skipped().clear();
}

void TapListener::addFailure(const CppUnit::TestFailure& failure) {
  const auto where = failure.sourceLine();
  const auto& message = failure.thrownException()->message();
  if (where.isValid()) why_ += where.fileName() + ":" + std::to_string(where.lineNumber()) + ": ";
  why_ += message.shortDescription() + "\n" + message.details() + "\n";
}

void TapListener::endTest(CppUnit::Test* test) {
  ++tally_.seen;
  if (!why_.empty()) ++tally_.failed;
  std::string said = (why_.empty() ? "ok - " : "not ok - ") + sentence(test->getName());
  if (why_.empty() && !skipped().empty()) said += " # SKIP " + skipped();
  said += '\n';
  for (std::string::size_type at = 0; at < why_.size();) {
    const auto end = std::min(why_.find('\n', at), why_.size());
    if (end > at) said += "#   " + why_.substr(at, end - at) + '\n';
    at = end + 1;
  }
  while (tally_.printing.test_and_set()) sched_yield();
  std::cout << said << std::flush;
  tally_.printing.clear();
}

}  // namespace t
