#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "t/golden.h"

namespace t {
namespace {

// Tests run from the top of the tree.
std::string read(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

const render::Templates& templates() {
  static const render::Templates all{"templates", render::Strictness::Throw};
  return all;
}

int times(const std::string& text, const std::string& part) {
  int n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
    ++n;
  return n;
}

void assert_golden(const std::string& name, const std::string& text) {
  const auto path = "t/golden/" + name;
  if (std::getenv("ACCEPT") != nullptr) {
    std::filesystem::create_directories(std::filesystem::path{path}.parent_path());
    std::ofstream{path, std::ios::binary} << text;
  }
  CPPUNIT_ASSERT_EQUAL_MESSAGE(path + " differs; ACCEPT=1 rewrites it", read(path), text);
}

}  // namespace t
