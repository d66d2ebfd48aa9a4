#include "web/cookies.h"

#include "t/fuzz/fuzz.h"

namespace {

// Whatever stands in the header, a cookie is found by its whole name or not at all, and its value
// holds nothing that would end it.
void target(const std::string& bytes) {
  web::Request req;
  req.set_header("Cookie", bytes);
  const web::Cookies cookies{"https://shop.example"};
  for (const char* name : {"cart", "session", "visitor"}) {
    const std::string value{cookies.value(req, name)};
    fuzz::require(value.find(';') == std::string::npos, "a value ends at its semicolon");
    fuzz::require(value.size() <= bytes.size(), "a value is part of the header");
    if (value.empty()) continue;
    const auto begins = bytes.find(cookies.full_name(name));
    fuzz::require(begins != std::string::npos, "what is found was sent under its whole name");
  }
}

}  // namespace

int main(int argc, char** argv) {
  return fuzz::run("cookie", argc, argv, target);
}
