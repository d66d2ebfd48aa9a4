#include "schema.h"

#include <algorithm>

namespace fakes {

Schema::Schema(Kind of_kind) : kind(of_kind) {}

Schema text(std::size_t longest) {
  Schema out{Schema::Kind::Text};
  out.longest = longest;
  return out;
}

Schema email() {
  Schema out{Schema::Kind::Email};
  out.longest = 512;
  return out;
}

Schema url() {
  return Schema{Schema::Kind::Url};
}

Schema integer(std::int64_t least, std::int64_t most) {
  Schema out{Schema::Kind::Integer};
  out.least = least;
  out.most = most;
  return out;
}

Schema percent() {
  return Schema{Schema::Kind::Percent};
}

Schema boolean() {
  return Schema{Schema::Kind::Boolean};
}

Schema choice(std::vector<std::string> choices) {
  Schema out{Schema::Kind::Choice};
  out.choices = std::move(choices);
  return out;
}

Schema object(std::vector<Field> fields) {
  Schema out{Schema::Kind::Object};
  out.fields = std::move(fields);
  return out;
}

Schema list(Schema element, std::size_t most) {
  Schema out{Schema::Kind::List};
  out.most = static_cast<std::int64_t>(most);
  out.element.push_back(std::move(element));
  return out;
}

Schema metadata() {
  return emptyable(Schema{Schema::Kind::Metadata});
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
