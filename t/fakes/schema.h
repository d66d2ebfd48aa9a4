#pragma once
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "form.h"

namespace fakes {

struct Field;

// What one parameter may be. Made by the functions below, checked by check_schema().
struct Schema {
  enum class Kind { Text, Email, Url, Integer, Percent, Boolean, Choice, Object, List, Metadata };

  explicit Schema(Kind of_kind);

  Kind kind;
  // An empty value means "unset"; most parameters cannot be unset.
  bool emptyable = false;
  std::size_t longest = 5000;
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  std::vector<std::string> choices;
  std::vector<Field> fields;
  std::vector<Schema> element;  // one, of a list
};

struct Field {
  enum class Need { Optional, Required };

  std::string name;
  Schema schema;
  Need need = Need::Optional;
};

Schema text(std::size_t longest = 5000);
Schema email();
// An absolute http or https address.
Schema url();
Schema integer(std::int64_t least = std::numeric_limits<std::int64_t>::min(),
               std::int64_t most = std::numeric_limits<std::int64_t>::max());
// Above 0 up to 100, with at most two decimals.
Schema percent();
Schema boolean();
Schema choice(std::vector<std::string> choices);
Schema object(std::vector<Field> fields);
Schema list(Schema element, std::size_t most);
// At most 50 keys of 40 characters without brackets, values of 500 characters.
Schema metadata();
// Seconds, or an object of gt, gte, lt, lte.
Schema range();
// The same schema, but an empty value is taken as "unset".
Schema emptyable(Schema schema);
Field required(std::string name, Schema schema);

// Throws StripeError for the first parameter that is unknown, missing, empty or of the wrong kind,
// with the error codes of the real service and the parameter's path in bracket notation.
void check_schema(const Schema& schema, const Param& params);

}  // namespace fakes
