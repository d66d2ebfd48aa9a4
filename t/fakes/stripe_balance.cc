#include "stripe_balance.h"

#include "stripe_expand.h"
#include "text.h"

namespace fakes {

std::string move_money(StripeWorld& world, const std::string& category, std::int64_t amount,
                       std::int64_t fee, const Json& source) {
  const auto id = "txn_" + random_token(24);
  const bool own_type = category == "charge" || category == "refund";
  world.balance.put(Json::object({{"id", id},
                                  {"object", "balance_transaction"},
                                  {"amount", amount},
                                  {"available_on", world.now() + 2 * 24 * 60 * 60},
                                  {"created", world.now()},
                                  {"currency", source["currency"]},
                                  {"description", Json{}},
                                  {"exchange_rate", Json{}},
                                  {"fee", fee},
                                  {"fee_details", Json::array()},
                                  {"net", amount - fee},
                                  {"reporting_category", category},
                                  {"source", source["id"]},
                                  {"status", "pending"},
                                  {"type", own_type ? category : "adjustment"}}));
  return id;
}

Json list_balance_transactions(StripeWorld& world, const Call& call) {
  const auto& p = call.params;
  return page_of(world, world.balance, call, "/v1/balance_transactions", [&](const Json& one) {
    return (!p["type"].given() || one["type"].text() == p["type"].text()) &&
           (!p["source"].given() || one["source"].text() == p["source"].text()) &&
           in_range(p["created"], one["created"].number());
  });
}

}  // namespace fakes
