#include "catalog/sent_picture.h"
#include "t/fuzz/fuzz.h"

namespace {

// Whatever is sent in: what is taken begins and ends as a photo does and has a size.
void target(const std::string& bytes) {
  const auto seen = catalog::look_at_picture(bytes);
  if (!seen) return;
  const bool png = std::string{seen->extension} == "png";
  fuzz::require(bytes.starts_with(png ? "\x89PNG\r\n\x1a\n" : "\xff\xd8\xff"), "it begins as one");
  fuzz::require(png ? bytes.substr(bytes.size() - 8, 4) == "IEND" : bytes.ends_with("\xff\xd9"),
                "and ends as one");
  fuzz::require(seen->width > 0 && seen->height > 0, "and has a size");
}

}  // namespace

int main(int argc, char** argv) {
  return fuzz::run("picture", argc, argv, target);
}
