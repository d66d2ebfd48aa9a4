#include "app/outbox_handlers.h"
#include "base/json.h"
#include "payment/payment.h"
#include "payment/refund.h"
#include "stripe/bodies.h"

namespace app {
namespace {

constexpr const char* kActor = "job send-outbox";

}  // namespace

// One try of a granted refund (invariants P3, P6): the key is the row's own, so any number of calls
// is one refund. Stripe's no is an answer: the grant stays, staff hear of it.
Outcome StripeLane::refund(const store::OutboxRow& row, base::Instant now) {
  const payment::RefundSendId id{base::Json::parse(row.payload.text).at("send").integer()};
  const auto send =
      db().snapshot("outbox_refund", [&](store::Tx& tx) { return payment::find_send(tx, id); });
  if (!send || send->state != "pending") return {Outcome::Kind::Done, "nothing to send"};
  BASE_CHECK(send->intent_id);
  const auto reply = client_.create_refund(
      send->idempotency_key, stripe::refund_body({*send->intent_id, send->amount, send->public_id,
                                                  send->idempotency_key}));
  const auto failed = [id, now](const payment::Failure& failure) {
    return Outcome{Outcome::Kind::Done, failure.why, [id, failure, now](store::Tx& tx) {
                     payment::refund_failed(tx, id, failure, kActor, now);
                   }};
  };
  if (!reply) {
    auto outcome = refused(reply.why());
    return outcome.kind == Outcome::Kind::Alarm ? outcome : failed({{}, outcome.why});
  }
  const auto refund = stripe::understood(*reply, stripe::read_refund);
  if (refund.status == "failed" || refund.status == "canceled")
    return failed({refund.id, "Stripe: " + refund.status + " " + refund.failure});
  return {Outcome::Kind::Done, "", [id, reference = refund.id, now](store::Tx& tx) {
            payment::refund_sent(tx, id, reference, kActor, now);
          }};
}

}  // namespace app
