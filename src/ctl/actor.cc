#include "ctl/actor.h"

#include <unistd.h>

#include <cstdlib>

namespace ctl {

std::string actor() {
  const char* user = std::getenv("USER");
  return std::string{"gdsctl "} + (user != nullptr ? user : std::to_string(getuid()).c_str());
}

}  // namespace ctl
