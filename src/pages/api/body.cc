#include "pages/api/body.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/text.h"
#include "web/form.h"

namespace pages::api {
namespace {

using base::FieldErrors;
using base::Json;

constexpr int kMostRows = 100;
constexpr int kRows = 50;

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
    FieldErrors errors;
    auto json = read_object(ctx.req.body, shape, errors);
    if (!errors.empty()) return wrong(ctx, Wrong::Fields, "", errors);
    return json;
  } catch (const base::JsonError& e) {
    return wrong(ctx, Wrong::NoJson, e.what());
  }
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
