#include "base/json_text.h"

#include <array>
#include <charconv>

#include "base/json_writer.h"

namespace base {
namespace {

// The shortest text that reads back as the same double.
std::string number_text(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

void write(JsonWriter& out, const Json& json) {
  switch (json.kind()) {
    case Json::Kind::Null:
      out.null();
      break;
    case Json::Kind::Boolean:
      out.value(json.boolean());
      break;
    case Json::Kind::Integer:
      out.value(json.integer());
      break;
    case Json::Kind::Fraction:
      out.raw(number_text(json.fraction()));
      break;
    case Json::Kind::Text:
      out.value(json.text());
      break;
    case Json::Kind::Array:
      out.begin_array();
      for (const auto& item : json.items()) write(out, item);
      out.end_array();
      break;
    case Json::Kind::Object:
      out.begin_object();
      for (const auto& [name, member] : json.members()) {
        out.key(name);
        write(out, member);
      }
      out.end_object();
      break;
  }
}

}  // namespace

std::string to_json_text(const Json& json) {
  JsonWriter out;
  write(out, json);
  return out.take();
}

}  // namespace base
