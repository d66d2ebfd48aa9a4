#include <algorithm>

#include "stripe_error.h"
#include "stripe_expand.h"

namespace fakes {
namespace {

constexpr std::int64_t kDefaultLimit = 10;

// What starting_after or ending_before leaves, and from which end of it the page is cut.
struct Window {
  std::size_t first;
  std::size_t past;
  bool from_end;
};

template <class IdAt>
std::size_t position(const Param& cursor, const char* name, std::size_t count, IdAt id_at) {
  for (std::size_t i = 0; i < count; ++i) {
    if (id_at(i) == cursor.text()) return i;
  }
  throw no_such_param(name, "object", cursor.text());
}

template <class IdAt>
Window window_of(const Param& p, std::size_t count, IdAt id_at) {
  const auto& after = p["starting_after"];
  const auto& before = p["ending_before"];
  if (after.given() && before.given()) {
    throw bad_param("ending_before", "",
                    "You may only specify one of these parameters: ending_before, starting_after.");
  }
  if (after.given()) return {position(after, "starting_after", count, id_at) + 1, count, false};
  if (before.given()) return {0, position(before, "ending_before", count, id_at), true};
  return {0, count, false};
}

Json list_object(Json::Array items, bool has_more, const std::string& url) {
  return Json::object(
      {{"object", "list"}, {"data", Json{std::move(items)}}, {"has_more", has_more}, {"url", url}});
}

}  // namespace

Json page_of(StripeWorld& world, Shelf& shelf, const Call& call, const std::string& url,
             const std::function<bool(const Json&)>& wanted) {
  const auto& ids = shelf.ids();
  const auto id_at = [&](std::size_t i) -> const std::string& { return ids[ids.size() - 1 - i]; };
  const auto window = window_of(call.params, ids.size(), id_at);
  const auto limit = static_cast<std::size_t>(call.params["limit"].number(kDefaultLimit));
  Json::Array page;
  bool has_more = false;
  for (std::size_t n = 0; n < window.past - window.first; ++n) {
    const auto i = window.from_end ? window.past - 1 - n : window.first + n;
    const Json& object = *shelf.find(id_at(i));
    if (!wanted(object)) continue;
    if (page.size() == limit) {
      has_more = true;
      break;
    }
    page.push_back(object);
  }
  // A page before a cursor is the one next to it, still shown newest first.
  if (window.from_end) std::reverse(page.begin(), page.end());
  return expanded(world, list_object(std::move(page), has_more, url), call.params["expand"]);
}

Json page_of(const std::vector<Json>& objects, const Call& call, const std::string& url) {
  const auto id_at = [&](std::size_t i) { return objects[i]["id"].text(); };
  const auto window = window_of(call.params, objects.size(), id_at);
  const auto limit = static_cast<std::size_t>(call.params["limit"].number(kDefaultLimit));
  const auto count = std::min(limit, window.past - window.first);
  const auto first = window.from_end ? window.past - count : window.first;
  Json::Array page(objects.begin() + static_cast<std::ptrdiff_t>(first),
                   objects.begin() + static_cast<std::ptrdiff_t>(first + count));
  return list_object(std::move(page), count < window.past - window.first, url);
}

}  // namespace fakes
