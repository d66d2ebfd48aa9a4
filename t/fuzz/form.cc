#include "web/form.h"

#include <algorithm>

#include "base/utf8.h"
#include "t/fuzz/fuzz.h"

namespace {

// Whatever is posted, a form refuses it or reads it: as many fields as pairs, each read again the
// same from what was kept, and nothing typed gets past its type.
void target(const std::string& bytes) {
  base::Fields fields;
  if (!web::parse_urlencoded(bytes, fields)) return;
  const auto pairs = std::count(bytes.begin(), bytes.end(), '&') + 1;
  fuzz::require(static_cast<std::ptrdiff_t>(fields.size()) <= pairs, "no more fields than pairs");

  const web::Request again{"POST", "/cart/add", fields};
  base::Fields copy;
  fuzz::require(web::parse_urlencoded(again.body, copy), "what was read can be written");
  fuzz::require(copy.size() == fields.size(), "no field is lost on the way");
  for (const auto& field : fields)
    fuzz::require(
        copy.find(field.name) != nullptr && copy.value(field.name) == fields.value(field.name),
        "a field reads back");

  web::Form form{again};
  const auto units = form.integer("units", 1, 99);
  fuzz::require(units == 0 || (units >= 1 && units <= 99), "a number is in its range");
  const auto cents = form.cents("price", 0, 1000);
  fuzz::require(cents >= 0 && cents <= 1000, "an amount is in its range");
  for (const char* name : {"name", "note"}) {
    const auto text = form.text(name, {.least = 0, .most = 40, .lines = base::Lines::One});
    fuzz::require(base::is_clean_utf8(text), "a text is clean UTF-8");
    fuzz::require(base::text_flaw(text, base::Lines::One) == base::TextFlaw::None,
                  "no control character passes");
  }
  form.email("email");
  for (const auto& kept : form.kept())
    fuzz::require(base::is_clean_utf8(kept.value), "what is shown again is clean");
}

}  // namespace

int main(int argc, char** argv) {
  return fuzz::run("form", argc, argv, target);
}
