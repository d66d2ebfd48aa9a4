// Runs the tests whose name contains one of the arguments, or all of them, and speaks TAP.
#include <cppunit/Test.h>
#include <cppunit/TestResult.h>
#include <cppunit/extensions/TestFactoryRegistry.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "t/tap.h"

namespace {

void collect(CppUnit::Test* test, std::vector<CppUnit::Test*>& leaves) {
  const int children = test->getChildTestCount();
  if (children == 0 && test->countTestCases() == 1) leaves.push_back(test);
  for (int i = 0; i < children; ++i) collect(test->getChildTestAt(i), leaves);
}

bool is_wanted(const CppUnit::Test& test, std::span<char* const> parts) {
  return parts.empty() || std::any_of(parts.begin(), parts.end(), [&](const char* part) {
           return test.getName().find(part) != std::string::npos;
         });
}

}  // namespace

int main(int argc, char** argv) {
  const std::span<char* const> parts{argv + 1, static_cast<std::size_t>(argc - 1)};
  const std::unique_ptr<CppUnit::Test> all{CppUnit::TestFactoryRegistry::getRegistry().makeTest()};
  std::vector<CppUnit::Test*> leaves;
  collect(all.get(), leaves);

  CppUnit::TestResult result;
  t::TapListener tap;
  result.addListener(&tap);
  for (auto* leaf : leaves) {
    if (is_wanted(*leaf, parts)) leaf->run(&result);
  }
  return tap.finish();
}
