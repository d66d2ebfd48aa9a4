#include "app/outbox_handlers.h"
#include "base/json.h"
#include "payment/saved.h"

namespace app {

// A customer with an account is made at Stripe. The stored bytes go out under the stored key, so
// that any number of tries is one customer.
Outcome StripeLane::customer(const store::OutboxRow& row, base::Instant now) {
  const payment::SavedId id{base::Json::parse(row.payload.text).at("saved").integer()};
  const auto saved =
      db().snapshot("outbox_customer", [&](store::Tx& tx) { return payment::find_saved(tx, id); });
  if (saved.stripe_id || saved.is_gone) return {Outcome::Kind::Done, "made already"};
  const auto reply = client_.create_customer(saved.idempotency_key, saved.body.raw);
  if (!reply) return refused(reply.why());
  const auto made =
      stripe::understood(*reply, [](const base::Json& json) { return json.at("id").text(); });
  return {Outcome::Kind::Done, "",
          [id, made, now](store::Tx& tx) { payment::keep_saved(tx, id, made, now); }};
}

}  // namespace app
