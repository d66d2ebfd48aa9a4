#include "base/json.h"

#include "t/fuzz/fuzz.h"

namespace {

std::size_t weight(const base::Json& json) {
  using Kind = base::Json::Kind;
  std::size_t n = 1;
  if (json.kind() == Kind::Object) {
    for (const auto& [name, value] : json.members()) n += name.size() + weight(value);
  } else if (json.kind() == Kind::Array) {
    for (const auto& item : json.items()) n += weight(item);
  } else if (json.kind() == Kind::Text) {
    fuzz::require(json.text().find('\0') == std::string::npos, "no NUL passes");
  }
  return n;
}

// Whatever comes, it is read in full or refused as what it is.
void target(const std::string& bytes) {
  try {
    fuzz::require(weight(base::Json::parse(bytes)) > 0, "a document has a value");
  } catch (const base::JsonError&) {
    return;
  }
}

}  // namespace

int main(int argc, char** argv) {
  return fuzz::run("json", argc, argv, target);
}
