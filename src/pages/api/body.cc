#include "pages/api/body.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/text.h"
#include "web/form.h"

namespace pages::api {
namespace {

using base::FieldErrors;
using base::Json;

constexpr std::size_t kMostErrors = 20;
constexpr int kDepth = 6;  // twice as deep as any shape of ours
constexpr int kMostRows = 100;
constexpr int kRows = 50;

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

std::optional<Place> place_of(std::string_view list, std::string_view cursor) {
  const auto text = base::from_base64url(cursor);
  if (!text || !text->starts_with(std::string{list} + ':')) return std::nullopt;
  const std::string_view numbers = std::string_view{*text}.substr(list.size() + 1);
  const auto colon = numbers.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto at = base::parse_integer<std::int64_t>(numbers.substr(0, colon));
  const auto id = base::parse_integer<std::int64_t>(numbers.substr(colon + 1));
  // Within what PostgreSQL can tell of time: years away from where its own ends.
  constexpr std::int64_t kLatest = std::int64_t{253'402'300'799} * 1'000'000;
  if (!at || !id || *at < 0 || *at > kLatest || *id < 0) return std::nullopt;
  return Place{*at, *id};
}

}  // namespace

base::Result<Json, web::Response> read_body(const Ctx& ctx, const Shape& shape) {
  try {
    auto json = Json::parse(ctx.req.body, kDepth);
    FieldErrors errors;
    Reader{errors}.object(json, shape.fields, "#");
    if (!errors.empty()) return wrong(ctx, Wrong::Fields, "", errors);
    return json;
  } catch (const base::JsonError& e) {
    return wrong(ctx, Wrong::NoJson, e.what());
  }
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

base::Result<Page, web::Response> read_page(const Ctx& ctx, std::string_view list,
                                            const std::vector<std::string_view>& further) {
  web::Form form{ctx.req};
  const auto& fields = ctx.req.query_fields();
  for (const auto& field : fields) {
    const bool known = field.name == "limit" || field.name == "after" ||
                       std::find(further.begin(), further.end(), field.name) != further.end();
    if (!known) form.refuse(field.name.substr(0, 60), "Nothing of this name is read here.");
    if (fields.count(field.name) > 1)
      form.refuse(field.name.substr(0, 60), "It stands here twice.");
  }
  Page page{form.has("limit") ? form.integer("limit", 1, kMostRows) : kRows, std::nullopt};
  if (form.has("after")) {
    page.after = place_of(list, fields.value("after"));
    if (!page.after) form.refuse("after", "This is no cursor of this list.");
  }
  if (!form.ok()) return wrong(ctx, Wrong::Fields, "", form.errors());
  return page;
}

std::string cursor(std::string_view list, Place last) {
  return base::base64url(std::string{list} + ':' + std::to_string(last.at) + ':' +
                         std::to_string(last.id));
}

}  // namespace pages::api
