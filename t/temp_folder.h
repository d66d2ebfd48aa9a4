#pragma once
#include <unistd.h>

#include <filesystem>
#include <string>

#include "t/test.h"

namespace t {

// An empty folder of a test's own, gone with it.
class TempFolder {
 public:
  TempFolder() { CPPUNIT_ASSERT(mkdtemp(path_.data()) != nullptr); }
  ~TempFolder() { std::filesystem::remove_all(path_); }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  // mkdtemp() puts six letters of its own there.
  std::string path_ = std::filesystem::temp_directory_path() / ("gds-" + std::string(6, 'X'));
};

}  // namespace t
