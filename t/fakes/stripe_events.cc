#include "stripe_events.h"

#include <algorithm>

#include "stripe_error.h"
#include "stripe_expand.h"

namespace fakes {
namespace {

constexpr std::int64_t kReachBack = 30LL * 24 * 60 * 60;
constexpr std::size_t kMostTypes = 20;

// The event as it reads now: an endpoint that has taken it no longer pends.
Json shown(const StripeWorld& world, Json event) {
  const auto state = world.delivery_state.find(event["id"].text());
  const bool done = state != world.delivery_state.end() && state->second == "delivered";
  event.set("pending_webhooks", done ? 0 : 1);
  return event;
}

}  // namespace

bool type_matches(std::string_view pattern, std::string_view type) {
  const auto star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == type;
  return type.starts_with(pattern.substr(0, star)) && type.ends_with(pattern.substr(star + 1));
}

Json list_events(StripeWorld& world, const Call& call) {
  const auto& p = call.params;
  const auto& types = p["types"].children();
  if (types.size() > kMostTypes) {
    throw bad_param("types", "", "You may specify at most 20 types.");
  }
  if (!types.empty() && p["type"].given()) {
    throw bad_param("types", "", "You may only specify one of these parameters: type, types.");
  }
  const auto oldest = world.now() - kReachBack;
  Json out = page_of(world, world.events, call, "/v1/events", [&](const Json& event) {
    const auto type = event["type"].text();
    const bool delivered = world.delivery_state[event["id"].text()] == "delivered";
    return event["created"].number() >= oldest &&
           (!p["type"].given() || type_matches(p["type"].text(), type)) &&
           (types.empty() || std::any_of(types.begin(), types.end(),
                                         [&](const auto& t) { return t.second.text() == type; })) &&
           (!p["delivery_success"].given() || p["delivery_success"].boolean() == delivered) &&
           in_range(p["created"], event["created"].number());
  });
  Json::Array page = out["data"].items();
  for (auto& event : page) event = shown(world, std::move(event));
  out.set("data", Json{std::move(page)});
  return out;
}

Json retrieve_event(StripeWorld& world, const Call& call) {
  const Json* found = world.events.find(call.id);
  if (found == nullptr || (*found)["created"].number() < world.now() - kReachBack) {
    throw no_such_object("event", call.id);
  }
  return shown(world, *found);
}

}  // namespace fakes
