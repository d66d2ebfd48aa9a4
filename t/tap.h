#pragma once
#include <cppunit/TestListener.h>

#include <string>

namespace t {

// Prints CppUnit's progress as TAP on standard output, so that prove(1) runs C++, shell and SQL
// tests side by side. One listener per run.
class TapListener : public CppUnit::TestListener {
 public:
  void startTest(CppUnit::Test* test) override;
  void addFailure(const CppUnit::TestFailure& failure) override;
  void endTest(CppUnit::Test* test) override;

  // Prints the plan. Returns the exit status: 1 when a test failed or when none ran.
  int finish() const;

 private:
  std::string why_;
  int seen_ = 0;
  int failed_ = 0;
};

// For a test that cannot be tried here: `if (…) return t::skip("no such folder");`. It counts as
// passed, and the run says why it was left out.
void skip(std::string why);

// The sentence that names a test, without what CPPUNIT_TEST_FIXTURE puts around it.
std::string sentence(std::string test_name);

}  // namespace t
