#include "base/error.h"

namespace base {

void broken(const char* condition, const char* file, int line) {
  throw BugError{std::string{file} + ":" + std::to_string(line) + ": broken: " + condition};
}

}  // namespace base
