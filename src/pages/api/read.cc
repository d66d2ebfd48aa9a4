#include "pages/api/read.h"

#include <algorithm>

#include "base/text.h"

namespace pages::api {
namespace {

using base::FieldErrors;
using base::Json;

constexpr std::size_t kMostErrors = 20;
constexpr int kDepth = 6;  // twice as deep as any shape of ours

// A part of a JSON pointer (RFC 6901), as much as one wants to read of it.
std::string escaped(std::string_view name) {
  std::string out;
  for (const char c : name.substr(0, 60))
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  return out;
}

class Reader {
 public:
  explicit Reader(FieldErrors& errors) : errors_{errors} {}

  void object(const Json& json, std::span<const Field> fields, const std::string& at) {
    if (json.kind() != Json::Kind::Object) return refuse(at, "An object is wanted here.");
    for (const auto& [name, value] : json.members()) {
      const auto known = std::ranges::find(fields, name, &Field::name);
      const auto there = at + '/' + escaped(name);
      if (known == fields.end())
        refuse(there, "Nothing of this name is read here.");
      else
        field(value, *known, there);
    }
    for (const auto& field : fields)
      if (field.need == Need::Must && !says(json, field.name))
        refuse(at + '/' + std::string{field.name}, "This is missing.");
  }

 private:
  void refuse(const std::string& at, std::string sentence) {
    if (errors_.size() < kMostErrors) errors_.add(at, std::move(sentence));
  }
  static bool is_within(std::int64_t n, const Field& field) {
    return n >= field.least && n <= field.most;
  }
  static std::string limits(const Field& field) {
    return std::to_string(field.least) + " to " + std::to_string(field.most);
  }

  void field(const Json& json, const Field& field, const std::string& at) {
    if (json.is_null()) {
      if (field.null == Null::Never) refuse(at, "Null is nothing that this can be.");
      return;
    }
    switch (field.kind) {
      case Kind::Text:
      case Kind::Time:
        return text(json, field, at);
      case Kind::Integer:
        if (json.kind() != Json::Kind::Integer || !is_within(json.integer(), field))
          refuse(at, "A whole number is wanted, from " + limits(field) + '.');
        return;
      case Kind::Boolean:
        if (json.kind() != Json::Kind::Boolean) refuse(at, "True or false is wanted.");
        return;
      case Kind::Object:
        return object(json, field.inner, at);
      case Kind::Objects:
      case Kind::Texts:
        return list(json, field, at);
    }
  }
  void text(const Json& json, const Field& field, const std::string& at) {
    if (json.kind() != Json::Kind::Text) return refuse(at, "A text is wanted.");
    if (base::text_flaw(json.text(), base::Lines::One) != base::TextFlaw::None)
      return refuse(at, "It holds a character that no text of one line has.");
    const auto length =
        static_cast<std::int64_t>(base::character_count(base::trimmed(json.text())));
    if (!is_within(length, field)) refuse(at, "It must have " + limits(field) + " characters.");
  }
  void list(const Json& json, const Field& field, const std::string& at) {
    if (json.kind() != Json::Kind::Array) return refuse(at, "A list is wanted.");
    const auto items = json.items();
    if (!is_within(std::ssize(items), field))
      return refuse(at, "It must have " + limits(field) + " items.");
    constexpr Field kItem{.name = "", .least = 1, .most = 100};
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto there = at + '/' + std::to_string(i);
      if (field.kind == Kind::Texts)
        text(items[i], kItem, there);
      else
        object(items[i], field.inner, there);
    }
  }

  FieldErrors& errors_;
};

}  // namespace

Json read_object(std::string_view text, const Shape& shape, FieldErrors& errors) {
  auto json = Json::parse(text, kDepth);
  Reader{errors}.object(json, shape.fields, "#");
  return json;
}

std::optional<std::string> text_of(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  if (found.is_null()) return std::nullopt;
  return std::string{base::trimmed(found.text())};
}

std::optional<int> int_of(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  if (found.is_null()) return std::nullopt;
  return static_cast<int>(found.integer());
}

bool says(const Json& object, std::string_view name) {
  const auto members = object.members();
  return std::any_of(members.begin(), members.end(),
                     [&](const auto& member) { return member.first == name; });
}

}  // namespace pages::api
