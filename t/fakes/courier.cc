#include "courier.h"

#include <algorithm>
#include <array>

#include "http_server.h"
#include "signature.h"
#include "stripe_events.h"

namespace fakes {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Gaps after a failed attempt. The real service spreads its retries over hours; a shop that was
// down for a restart should see the demo's events again while somebody is watching.
constexpr std::array kGaps{milliseconds{1000},  milliseconds{3000},  milliseconds{10000},
                           milliseconds{30000}, milliseconds{60000}, milliseconds{120000}};
constexpr std::size_t kRemembered = 5000;

std::int64_t real_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string event_type(const Json& event) {
  return event["type"].text();
}

}  // namespace

Courier::Courier(StripeWorld& world, std::string url, std::vector<std::string> secrets)
    : world_(world), url_(std::move(url)), secrets_(std::move(secrets)) {
  worker_ = std::thread{[this] { work(); }};
}

Courier::~Courier() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  worker_.join();
}

void Courier::take(const Json& event) {
  const std::lock_guard lock{mutex_};
  const auto type = event_type(event);
  WebhookRule rule;
  for (auto& candidate : rules_) {
    if (candidate.times == 0 || !type_matches(candidate.type, type)) continue;
    if (candidate.times > 0) --candidate.times;
    rule = candidate;
    break;
  }
  const Parcel parcel{event["id"].text(), type, event.pretty(), 0, rule.tampering};
  switch (rule.action) {
    case WebhookRule::Action::Drop:
      return;
    case WebhookRule::Action::Hold:
      held_.push_back(parcel);
      return;
    case WebhookRule::Action::Deliver:
      break;
  }
  for (int i = 0; i < rule.copies; ++i) queue_.emplace(steady_clock::now() + rule.delay, parcel);
  wake_.notify_all();
}

void Courier::set_secrets(std::vector<std::string> secrets) {
  const std::lock_guard lock{mutex_};
  secrets_ = std::move(secrets);
}

void Courier::add_rule(WebhookRule rule) {
  const std::lock_guard lock{mutex_};
  rules_.push_back(std::move(rule));
}

std::size_t Courier::release(Order order) {
  const std::lock_guard lock{mutex_};
  if (order == Order::NewestFirst) std::reverse(held_.begin(), held_.end());
  const auto count = held_.size();
  for (auto& parcel : held_) queue_.emplace(steady_clock::now(), std::move(parcel));
  held_.clear();
  std::erase_if(rules_, [](const auto& r) { return r.action == WebhookRule::Action::Hold; });
  wake_.notify_all();
  return count;
}

void Courier::clear() {
  const std::lock_guard lock{mutex_};
  rules_.clear();
  queue_.clear();
  held_.clear();
  record_.clear();
}

void Courier::work() {
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    if (queue_.empty()) {
      wake_.wait(lock);
    } else if (const auto due = queue_.begin()->first; due > steady_clock::now()) {
      wake_.wait_until(lock, due);
    } else {
      auto node = queue_.extract(queue_.begin());
      lock.unlock();
      const int status = send(node.mapped());
      finish(std::move(node.mapped()), status);
      lock.lock();
    }
  }
}

int Courier::send(const Parcel& parcel) {
  std::vector<std::string> secrets;
  {
    const std::lock_guard lock{mutex_};
    secrets = secrets_;
  }
  Headers headers{{"Content-Type", "application/json; charset=utf-8"},
                  {"User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)"},
                  {"Accept", "*/*; q=0.5, application/xml"}};
  std::string signature;
  if (parcel.tampering.signature != Tampering::Signature::Missing) {
    if (parcel.tampering.signature == Tampering::Signature::Wrong) secrets = {"whsec_of_another"};
    signature =
        stripe_signature(parcel.body, real_seconds() + parcel.tampering.timestamp_offset, secrets);
    headers.emplace_back("Stripe-Signature", signature);
  }
  const auto posted = url_.empty() ? Posted{0, "no endpoint"} : post(url_, parcel.body, headers);
  const std::lock_guard lock{mutex_};
  record_.push_back(Json::object({{"event", parcel.event_id},
                                  {"type", parcel.type},
                                  {"attempt", parcel.attempt + 1},
                                  {"at", real_seconds()},
                                  {"signature", signature},
                                  {"body", parcel.body},
                                  {"status", posted.status},
                                  {"answer", posted.body}}));
  if (record_.size() > kRemembered) record_.pop_front();
  return posted.status;
}

void Courier::finish(Parcel parcel, int status) {
  const bool taken = status >= 200 && status < 300;
  const bool again = !taken && parcel.attempt < kGaps.size();
  {
    const std::lock_guard lock{world_.mutex};
    const auto state = world_.delivery_state.find(parcel.event_id);
    // A reset has forgotten the event: no further attempts.
    if (state == world_.delivery_state.end()) return;
    if (taken) {
      state->second = "delivered";
    } else if (!again && state->second == "pending") {
      state->second = "failed";
    }
  }
  if (!again) return;
  const std::lock_guard lock{mutex_};
  const auto gap = kGaps[parcel.attempt];
  ++parcel.attempt;
  // A tampered attempt is followed by honest ones, as a glitch on the way would be.
  parcel.tampering = {};
  queue_.emplace(steady_clock::now() + gap, std::move(parcel));
}

Json Courier::deliver_now(const std::string& event_id, int times, Pace pace, Tampering tampering) {
  Parcel parcel{event_id, {}, {}, 0, tampering};
  {
    const std::lock_guard lock{world_.mutex};
    const Json* event = world_.events.find(event_id);
    if (event == nullptr) return {};
    parcel.type = event_type(*event);
    parcel.body = event->pretty();
  }
  std::vector<int> statuses(static_cast<std::size_t>(std::max(times, 0)));
  std::vector<std::thread> senders;
  for (auto& status : statuses) {
    if (pace == Pace::Together) {
      senders.emplace_back([&] { status = send(parcel); });
    } else {
      status = send(parcel);
    }
  }
  for (auto& sender : senders) sender.join();
  Json out = Json::array();
  for (const auto status : statuses) out.push(status);
  if (std::any_of(statuses.begin(), statuses.end(), [](int s) { return s >= 200 && s < 300; })) {
    const std::lock_guard lock{world_.mutex};
    world_.delivery_state[event_id] = "delivered";
  }
  return out;
}

Json Courier::record() const {
  const std::lock_guard lock{mutex_};
  return Json{Json::Array(record_.begin(), record_.end())};
}

std::size_t Courier::waiting() const {
  const std::lock_guard lock{mutex_};
  return queue_.size();
}

}  // namespace fakes
