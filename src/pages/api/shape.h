#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "base/json_writer.h"

// What the bodies of the API look like, said once: bodies that come in are read by it (body.h), and
// /api/openapi.json describes by it what comes in and what goes out.
namespace pages::api {

enum class Kind { Text, Integer, Boolean, Time, Object, Objects, Texts };
// May a request leave it out? Answers leave nothing out.
enum class Need { Must, May };
enum class Null { Never, Fine };

struct Field {
  std::string_view name;
  Kind kind = Kind::Text;
  std::string_view says{};
  std::int64_t least = 0;  // of a number; of a text's characters; of a list's length
  std::int64_t most = 0;   // 0 with a least of 0: no limit is promised
  Need need = Need::Must;
  Null null = Null::Never;
  std::span<const Field> inner{};  // of Object and Objects
};
struct Shape {
  std::string_view name;  // "ProductChange"
  std::span<const Field> fields;
};

// As JSON Schema (2020-12, as OpenAPI 3.1 has it).
void write_schema(base::JsonWriter& json, std::span<const Field> fields);

}  // namespace pages::api
