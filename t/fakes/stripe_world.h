#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "form.h"
#include "idempotency.h"
#include "json.h"

namespace fakes {

// Objects of one kind by id, in the order of their making.
class Shelf {
 public:
  // Null when absent. The pointer lasts until the object is removed.
  Json* find(const std::string& id);
  Json& put(Json object);  // by its member "id"
  void remove(const std::string& id);
  void clear();
  // Ids, oldest first.
  const std::vector<std::string>& ids() const { return order_; }

 private:
  std::map<std::string, Json> objects_;
  std::vector<std::string> order_;
};

// One call of the API, understood: what the handlers get.
struct Call {
  Param params;
  std::string id;  // what {id} of the route stood for
  std::string request_id;
  std::string idempotency_key;
};

// All that the Stripe face knows. Who touches it holds mutex; nothing waits while holding it.
struct StripeWorld {
  std::mutex mutex;

  // Real time plus what the control API advanced it by.
  std::int64_t clock_offset = 0;
  std::int64_t now() const;
  // How long a tax calculation stands; the real service's 90 days unless a test says otherwise.
  std::int64_t calculation_seconds = 90LL * 24 * 60 * 60;

  // Where the hosted page of this program stands: "http://127.0.0.1:P1/stripe/pay/".
  std::string pay_base;

  Shelf customers;
  Shelf subscriptions;
  Shelf invoices;
  // What subscription_data asked for, by session.
  std::map<std::string, Json> subscription_plans;
  Shelf sessions;
  std::map<std::string, std::vector<Json>> session_lines;
  std::multimap<std::int64_t, std::string> session_ends;  // by expires_at
  // What payment_intent_data asked for, until the intent is made with the first attempt to pay.
  std::map<std::string, Json> intent_plans;
  Shelf coupons;
  // Hundredths of a percent by coupon id, beside the shown text: no fraction is computed with.
  std::map<std::string, std::int64_t> coupon_hundredths;
  Shelf intents;
  Shelf charges;
  Shelf refunds;
  Shelf disputes;
  Shelf balance;  // what moved money on the account
  Shelf calculations;
  Shelf tax_transactions;
  Shelf events;
  IdempotencyKeys keys;

  // How deliveries to all endpoints stand, by event id: pending, delivered or failed.
  std::map<std::string, std::string> delivery_state;
  // Told of each new event while mutex is held.
  std::function<void(const Json& event)> on_event;

  void clear();
};

// Makes an event of an object as it now is, remembers it and hands it to the deliveries. cause is
// the API call behind it; null for what the shopper, the bank or the clock did.
void emit(StripeWorld& world, const std::string& type, const Json& object, const Call* cause,
          Json previous_attributes = {});

// Lets the clock do its work: open sessions past expires_at expire. Called before every look.
void settle_clock(StripeWorld& world);

}  // namespace fakes
