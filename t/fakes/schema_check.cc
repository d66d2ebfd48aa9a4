#include <algorithm>

#include "schema.h"
#include "stripe_error.h"
#include "text.h"

namespace fakes {
namespace {

using Kind = Schema::Kind;

std::string inside(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + "[" + name + "]";
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool is_email(const std::string& text) {
  const auto at = text.find('@');
  if (at == std::string::npos || at == 0 || text.find('@', at + 1) != std::string::npos)
    return false;
  const auto domain = text.substr(at + 1);
  const auto dot = domain.find('.');
  return dot != std::string::npos && dot != 0 && domain.back() != '.' &&
         std::none_of(text.begin(), text.end(),
                      [](unsigned char c) { return c <= ' ' || c == '<' || c == '>' || c == ','; });
}

bool is_url(const std::string& text) {
  const auto rest = text.starts_with("https://")  ? text.substr(8)
                    : text.starts_with("http://") ? text.substr(7)
                                                  : std::string{};
  return !rest.empty() && rest.front() != '/' &&
         std::none_of(text.begin(), text.end(), [](unsigned char c) { return c <= ' '; });
}

bool is_percent(const std::string& text) {
  const auto dot = text.find('.');
  const auto whole = whole_number(text.substr(0, dot));
  if (!whole || *whole < 0 || *whole > 100 || text.front() == '-') return false;
  if (dot == std::string::npos) return *whole > 0;
  const auto tail = text.substr(dot + 1);
  const auto fraction = whole_number(tail);
  if (!fraction || tail.size() > 2 || tail.front() == '-') return false;
  return *whole == 100 ? *fraction == 0 : *whole + *fraction > 0;
}

void check_integer(const Schema& schema, const std::string& value, const std::string& path) {
  const auto number = whole_number(value);
  if (!number) throw bad_param(path, "parameter_invalid_integer", "Invalid integer: " + value);
  if (*number < schema.least) {
    throw bad_param(
        path, "parameter_invalid_integer",
        "This value must be greater than or equal to " + std::to_string(schema.least) + ".");
  }
  if (*number > schema.most) {
    throw bad_param(
        path, "parameter_invalid_integer",
        "This value must be less than or equal to " + std::to_string(schema.most) + ".");
  }
}

void check_choice(const Schema& schema, const std::string& value, const std::string& path) {
  if (std::find(schema.choices.begin(), schema.choices.end(), value) != schema.choices.end())
    return;
  std::string all;
  for (const auto& choice : schema.choices) all += (all.empty() ? "" : ", ") + choice;
  throw bad_param(path, "", "Invalid " + path + ": must be one of " + all);
}

void check_leaf(const Schema& schema, const std::string& value, const std::string& path) {
  if (value.empty()) {
    if (schema.emptyable) return;
    throw bad_param(path, "parameter_invalid_empty",
                    "You passed an empty string for '" + path +
                        "'. We assume empty values are an attempt to unset a parameter; however '" +
                        path + "' cannot be unset.");
  }
  if (characters(value) > schema.longest) {
    throw bad_param(
        path, "",
        "Invalid string: must be at most " + std::to_string(schema.longest) + " characters");
  }
  if (schema.kind == Kind::Email && !is_email(value)) {
    throw bad_param(path, "email_invalid", "Invalid email address: " + value);
  }
  if (schema.kind == Kind::Url && !is_url(value)) {
    throw bad_param(path, "url_invalid", "Not a valid URL");
  }
  if (schema.kind == Kind::Percent && !is_percent(value)) {
    throw bad_param(path, "", "Invalid percent: " + value);
  }
  if (schema.kind == Kind::Boolean && value != "true" && value != "false") {
    throw bad_param(path, "", "Invalid boolean: " + value);
  }
  if (schema.kind == Kind::Integer) check_integer(schema, value, path);
  if (schema.kind == Kind::Choice) check_choice(schema, value, path);
}

void check_metadata(const Param& param, const std::string& path) {
  if (param.is_leaf()) {
    if (param.text().empty()) return;
    throw bad_param(path, "", "Invalid object");
  }
  if (param.children().size() > 50) {
    throw bad_param(path, "", "Metadata may hold at most 50 keys");
  }
  for (const auto& [key, child] : param.children()) {
    const auto at = inside(path, key);
    if (!child.is_leaf()) throw bad_param(at, "", "Metadata values must be strings");
    if (characters(key) > 40) {
      throw bad_param(at, "", "Metadata keys may be at most 40 characters long");
    }
    if (characters(child.text()) > 500) {
      throw bad_param(at, "", "Metadata values may be at most 500 characters long");
    }
  }
}

void check_node(const Schema& schema, const Param& param, const std::string& path);

void check_object(const Schema& schema, const Param& param, const std::string& path) {
  if (param.is_leaf()) {
    if (schema.emptyable && param.text().empty()) return;
    throw bad_param(path, "", "Invalid object");
  }
  for (const auto& [name, child] : param.children()) {
    const auto field = std::find_if(schema.fields.begin(), schema.fields.end(),
                                    [&name = name](const Field& f) { return f.name == name; });
    const auto at = inside(path, name);
    if (field == schema.fields.end()) {
      throw bad_param(at, "parameter_unknown", "Received unknown parameter: " + at);
    }
    check_node(field->schema, child, at);
  }
  for (const auto& field : schema.fields) {
    const auto at = inside(path, field.name);
    if (field.need == Field::Need::Required && !param[field.name].given()) {
      throw bad_param(at, "parameter_missing", "Missing required param: " + at + ".");
    }
  }
}

void check_list(const Schema& schema, const Param& param, const std::string& path) {
  if (param.is_leaf()) {
    if (schema.emptyable && param.text().empty()) return;
    throw bad_param(path, "", "Invalid array");
  }
  if (static_cast<std::int64_t>(param.children().size()) > schema.most) {
    throw bad_param(path, "",
                    "Array " + path + " exceeded maximum " + std::to_string(schema.most) +
                        " allowed elements.");
  }
  for (const auto& [key, child] : param.children()) {
    if (!whole_number(key) || key.front() == '-') throw bad_param(path, "", "Invalid array");
    check_node(schema.element.front(), child, inside(path, key));
  }
}

void check_node(const Schema& schema, const Param& param, const std::string& path) {
  switch (schema.kind) {
    case Kind::Object:
      // Only range() sets a least on an object: it may be a plain number instead.
      if (schema.least == 0 && param.is_leaf()) return check_integer(integer(), param.text(), path);
      return check_object(schema, param, path);
    case Kind::List:
      return check_list(schema, param, path);
    case Kind::Metadata:
      return check_metadata(param, path);
    case Kind::Text:
    case Kind::Email:
    case Kind::Url:
    case Kind::Integer:
    case Kind::Percent:
    case Kind::Boolean:
    case Kind::Choice:
      if (!param.is_leaf()) {
        throw bad_param(path, "",
                        schema.kind == Kind::Integer ? "Invalid integer" : "Invalid string");
      }
      return check_leaf(schema, param.text(), path);
  }
}

}  // namespace

void check_schema(const Schema& schema, const Param& params) {
  check_node(schema, params, "");
}

}  // namespace fakes
