// Runs the tests whose name contains one of the arguments, or all of them, and speaks TAP. As many
// processes as there are processors share the tests out: each takes the next one when it is free.
#include <cppunit/Test.h>
#include <cppunit/TestResult.h>
#include <cppunit/extensions/TestFactoryRegistry.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <vector>

#include "t/tap.h"

namespace {

using Tests = std::vector<CppUnit::Test*>;

void collect(CppUnit::Test* test, Tests& leaves) {
  const int children = test->getChildTestCount();
  if (children == 0 && test->countTestCases() == 1) leaves.push_back(test);
  for (int i = 0; i < children; ++i) collect(test->getChildTestAt(i), leaves);
}

bool is_wanted(const CppUnit::Test& test, std::span<char* const> parts) {
  return parts.empty() || std::any_of(parts.begin(), parts.end(), [&](const char* part) {
           return test.getName().find(part) != std::string::npos;
         });
}

// Fixtures hold sockets and more from the moment they are made: each process makes its own.
void run(std::span<char* const> parts, t::Tally& tally) {
  const std::unique_ptr<CppUnit::Test> all{CppUnit::TestFactoryRegistry::getRegistry().makeTest()};
  Tests tests;
  collect(all.get(), tests);
  std::erase_if(tests, [&](const auto* test) { return !is_wanted(*test, parts); });

  CppUnit::TestResult result;
  t::TapListener tap{tally};
  result.addListener(&tap);
  for (std::size_t mine; (mine = tally.next++) < tests.size();) tests[mine]->run(&result);
}

// Whether all of the processes came to their end.
bool run_beside(std::span<char* const> parts, t::Tally& tally, long processes) {
  for (long i = 0; i < processes; ++i) {
    const auto child = fork();
    if (child == -1) return false;
    if (child != 0) continue;
    run(parts, tally);
    std::exit(0);  // by way of the leak checker
  }
  bool all = true;
  for (int status = 0; wait(&status) > 0;) all = all && status == 0;
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  const std::span<char* const> parts{argv + 1, static_cast<std::size_t>(argc - 1)};
  void* const shared =
      mmap(nullptr, sizeof(t::Tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return 1;
  auto& tally = *new (shared) t::Tally;
  const bool ended = run_beside(parts, tally, sysconf(_SC_NPROCESSORS_ONLN));
  if (!ended) std::cout << "Bail out! a process of the tests died\n";
  std::cout << "1.." << tally.seen << '\n';
  return ended && tally.failed == 0 && tally.seen > 0 ? 0 : 1;
}
