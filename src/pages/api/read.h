#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/fields.h"
#include "base/json.h"
#include "pages/api/shape.h"

// Bodies of the API, read by their shape. Knows no request.
namespace pages::api {

// An object of this shape: every field known, of its kind and within its limits, none missing that
// must be there. Texts are one line of clean UTF-8, counted without blanks at their ends. What is
// wrong stands in `errors`, by JSON pointers; throws JsonError for what is no JSON, or nests deeper
// than any shape of ours.
base::Json read_object(std::string_view text, const Shape& shape, base::FieldErrors& errors);

// A field of a document that was read; nothing where it is missing or null.
std::optional<std::string> text_of(const base::Json& object, std::string_view name);
std::optional<int> int_of(const base::Json& object, std::string_view name);
// Was it said, be it null?
bool says(const base::Json& object, std::string_view name);

}  // namespace pages::api
