#include "base/text.h"
#include "pages/api/operations.h"
#include "pages/api/read.h"
#include "t/fuzz/fuzz.h"

namespace {

using base::Json;
using pages::api::Field;
using pages::api::Kind;

bool is_within(std::int64_t n, const Field& field) {
  return n >= field.least && n <= field.most;
}

// What was read without an error keeps what the shape says of each field.
void check(const Json& object, std::span<const Field> fields) {
  fuzz::require(object.members().size() <= fields.size(), "no field is there that is not known");
  for (const auto& field : fields) {
    const auto value = object.find(field.name);
    if (value.is_null()) {
      fuzz::require(field.null == pages::api::Null::Fine || field.need == pages::api::Need::May,
                    "what must be there is there");
      continue;
    }
    if (field.kind == Kind::Integer)
      fuzz::require(is_within(value.integer(), field), "a number is in its range");
    if (field.kind == Kind::Text) {
      const auto text = *pages::api::text_of(object, field.name);
      fuzz::require(base::text_flaw(text, base::Lines::One) == base::TextFlaw::None,
                    "no control character passes");
      fuzz::require(is_within(static_cast<std::int64_t>(base::character_count(text)), field),
                    "a text is as long as it may be");
    }
    if (field.kind == Kind::Objects) {
      fuzz::require(is_within(std::ssize(value.items()), field), "a list is as long as it may be");
      for (const auto& item : value.items()) check(item, field.inner);
    }
  }
}

// Whatever is sent, each operation refuses it or reads it by its shape.
void target(const std::string& bytes) {
  for (const auto& operation : pages::api::operations()) {
    if (operation.body == nullptr) continue;
    try {
      base::FieldErrors errors;
      const auto json = pages::api::read_object(bytes, *operation.body, errors);
      fuzz::require(errors.size() <= 20, "not more is said than somebody reads");
      if (errors.empty()) check(json, operation.body->fields);
    } catch (const base::JsonError&) {
      return;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  return fuzz::run("api-body", argc, argv, target);
}
