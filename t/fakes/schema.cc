#include "schema.h"

#include <algorithm>

namespace fakes {

Schema text(std::size_t longest) {
  return {.kind = Schema::Kind::Text, .longest = longest};
}

Schema email() {
  return {.kind = Schema::Kind::Email, .longest = 512};
}

Schema url() {
  return {.kind = Schema::Kind::Url};
}

Schema integer(std::int64_t least, std::int64_t most) {
  return {.kind = Schema::Kind::Integer, .least = least, .most = most};
}

Schema percent() {
  return {.kind = Schema::Kind::Percent};
}

Schema boolean() {
  return {.kind = Schema::Kind::Boolean};
}

Schema choice(std::vector<std::string> choices) {
  return {.kind = Schema::Kind::Choice, .choices = std::move(choices)};
}

Schema object(std::vector<Field> fields) {
  return {.kind = Schema::Kind::Object, .fields = std::move(fields)};
}

Schema list(Schema element, std::size_t most) {
  Schema out{.kind = Schema::Kind::List, .most = static_cast<std::int64_t>(most)};
  out.element.push_back(std::move(element));
  return out;
}

Schema metadata() {
  return {.kind = Schema::Kind::Metadata, .emptyable = true};
}

Schema range() {
  // A plain number is let through by check_schema(): an object schema refuses a leaf, but this one
  // marks itself by "least".
  Schema out =
      object({{"gt", integer()}, {"gte", integer()}, {"lt", integer()}, {"lte", integer()}});
  out.least = 0;
  return out;
}

Schema emptyable(Schema schema) {
  schema.emptyable = true;
  return schema;
}

Field required(std::string name, Schema schema) {
  return {std::move(name), std::move(schema), Field::Need::Required};
}

}  // namespace fakes
