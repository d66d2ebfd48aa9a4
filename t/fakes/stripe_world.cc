#include "stripe_world.h"

#include <algorithm>
#include <chrono>

#include "stripe_session.h"
#include "text.h"

namespace fakes {

Json* Shelf::find(const std::string& id) {
  const auto found = objects_.find(id);
  return found == objects_.end() ? nullptr : &found->second;
}

Json& Shelf::put(Json object) {
  const auto id = object["id"].text();
  const auto [entry, fresh] = objects_.insert_or_assign(id, std::move(object));
  if (fresh) order_.push_back(id);
  return entry->second;
}

void Shelf::remove(const std::string& id) {
  objects_.erase(id);
  std::erase(order_, id);
}

void Shelf::clear() {
  objects_.clear();
  order_.clear();
}

std::int64_t StripeWorld::now() const {
  using std::chrono::system_clock;
  return std::chrono::duration_cast<std::chrono::seconds>(system_clock::now().time_since_epoch())
             .count() +
         clock_offset;
}

void StripeWorld::clear() {
  clock_offset = 0;
  calculation_seconds = 90LL * 24 * 60 * 60;
  for (Shelf* shelf :
       {&customers, &subscriptions, &invoices, &sessions, &coupons, &intents, &charges, &refunds,
        &disputes, &balance, &calculations, &tax_transactions, &events}) {
    shelf->clear();
  }
  session_lines.clear();
  session_ends.clear();
  intent_plans.clear();
  subscription_plans.clear();
  coupon_hundredths.clear();
  delivery_state.clear();
  keys.clear();
}

void emit(StripeWorld& world, const std::string& type, const Json& object, const Call* cause,
          Json previous_attributes) {
  Json content = Json::object({{"object", object}});
  if (!previous_attributes.is_null()) {
    content.set("previous_attributes", std::move(previous_attributes));
  }
  Json request;
  if (cause != nullptr) {
    request = Json::object({{"id", cause->request_id}, {"idempotency_key", Json{}}});
    if (!cause->idempotency_key.empty()) request.set("idempotency_key", cause->idempotency_key);
  }
  const Json& event = world.events.put(Json::object({
      {"id", "evt_" + random_token(24)},
      {"object", "event"},
      {"api_version", "2026-10-28.endive"},
      {"created", world.now()},
      {"data", std::move(content)},
      {"livemode", false},
      {"pending_webhooks", 1},
      {"request", std::move(request)},
      {"type", type},
  }));
  world.delivery_state[event["id"].text()] = "pending";
  if (world.on_event) world.on_event(event);
}

void settle_clock(StripeWorld& world) {
  const auto now = world.now();
  auto& ends = world.session_ends;
  while (!ends.empty() && ends.begin()->first <= now) {
    Json* session = world.sessions.find(ends.begin()->second);
    ends.erase(ends.begin());
    if (session != nullptr && (*session)["status"].text() == "open") {
      expire_session(world, *session, nullptr);
    }
  }
}

}  // namespace fakes
