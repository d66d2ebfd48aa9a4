#include "pages/api/shape.h"

namespace pages::api {
namespace {

std::string_view type_of(Kind kind) {
  switch (kind) {
    case Kind::Text:
    case Kind::Time:
      return "string";
    case Kind::Integer:
      return "integer";
    case Kind::Boolean:
      return "boolean";
    case Kind::Object:
      return "object";
    case Kind::Objects:
    case Kind::Texts:
      return "array";
  }
  return {};
}

void write_limits(base::JsonWriter& json, const Field& field) {
  if (field.least == 0 && field.most == 0) return;
  const bool list = field.kind == Kind::Objects || field.kind == Kind::Texts;
  const bool number = field.kind == Kind::Integer;
  json.field(number ? "minimum" : list ? "minItems" : "minLength", field.least);
  json.field(number ? "maximum" : list ? "maxItems" : "maxLength", field.most);
}

void write_members(base::JsonWriter& json, std::span<const Field> fields);

void write_field(base::JsonWriter& json, const Field& field) {
  json.begin_object();
  const auto type = type_of(field.kind);
  if (field.null == Null::Fine)
    json.key("type").begin_array().value(type).value("null").end_array();
  else
    json.field("type", type);
  if (!field.says.empty()) json.field("description", field.says);
  if (field.kind == Kind::Time) json.field("format", "date-time");
  write_limits(json, field);
  if (field.kind == Kind::Object) write_members(json, field.inner);
  if (field.kind == Kind::Texts)
    json.key("items").begin_object().field("type", "string").end_object();
  if (field.kind == Kind::Objects) {
    json.key("items").begin_object().field("type", "object");
    write_members(json, field.inner);
    json.end_object();
  }
  json.end_object();
}

void write_members(base::JsonWriter& json, std::span<const Field> fields) {
  json.key("properties").begin_object();
  for (const auto& field : fields) {
    json.key(field.name);
    write_field(json, field);
  }
  json.end_object().key("required").begin_array();
  for (const auto& field : fields)
    if (field.need == Need::Must) json.value(field.name);
  json.end_array().field("additionalProperties", false);
}

}  // namespace

void write_schema(base::JsonWriter& json, std::span<const Field> fields) {
  json.begin_object().field("type", "object");
  write_members(json, fields);
  json.end_object();
}

}  // namespace pages::api
