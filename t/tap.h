#pragma once
#include <cppunit/TestListener.h>

#include <atomic>
#include <string>

namespace t {

// What the processes of one run count together, in memory that they share.
struct Tally {
  std::atomic<std::size_t> next = 0;  // the test that whoever is free takes
  std::atomic<int> seen = 0;
  std::atomic<int> failed = 0;
  std::atomic_flag printing;  // held while one test's lines go out
};

// Prints CppUnit's progress as TAP on standard output, so that prove(1) runs C++, shell and SQL
// tests side by side. One listener per process; tests bear no numbers, since they end in any order.
class TapListener : public CppUnit::TestListener {
 public:
  explicit TapListener(Tally& tally) : tally_{tally} {}

  void startTest(CppUnit::Test* test) override;
  void addFailure(const CppUnit::TestFailure& failure) override;
  void endTest(CppUnit::Test* test) override;

 private:
  Tally& tally_;
  std::string why_;
};

// For a test that cannot be tried here: `if (…) return t::skip("no such folder");`. It counts as
// passed, and the run says why it was left out.
void skip(std::string why);

// The sentence that names a test, without what CPPUNIT_TEST_FIXTURE puts around it.
std::string sentence(std::string test_name);

}  // namespace t
