#include "t/fuzz/fuzz.h"
#include "uploads/uploads.h"

namespace {

// Whatever is sent in: it is looked at within its measure, and what is taken begins and ends as a
// paper does.
void target(const std::string& bytes) {
  const auto said = uploads::look_at_paper(bytes);
  if (!said) return;
  fuzz::require(bytes.starts_with("%PDF-"), "a paper begins as one");
  fuzz::require(bytes.find("%%EOF") != std::string::npos, "and has an end");
  fuzz::require(bytes.find("/JavaScript ") == std::string::npos, "and no script in the open");
}

}  // namespace

int main(int argc, char** argv) {
  return fuzz::run("pdf", argc, argv, target);
}
