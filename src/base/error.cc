#include "base/error.h"

namespace base {

void broken(const char* condition, std::source_location where) {
  throw BugError{std::string{where.file_name()} + ":" + std::to_string(where.line()) +
                 ": broken: " + condition};
}

}  // namespace base
