#include "payment/tender_part.h"

namespace payment {
namespace {

using store::Query;

const Query<void(OrderId, Money, Instant)> kPromise{"payment.promise_tender", R"sql(
    INSERT INTO payments (order_id, provider, state, amount_cents, created_at, updated_at)
    VALUES ($1, 'tender', 'authorized', $2, $3, $3))sql"};

const Query<void(OrderId, Instant)> kPromiseAgain{"payment.promise_tender_again", R"sql(
    UPDATE payments SET state = 'authorized', updated_at = $2
     WHERE order_id = $1 AND provider = 'tender' AND state = 'failed')sql"};

const Query<Money(OrderId, Instant)> kTake{"payment.take_tender", R"sql(
    WITH paid AS (
      UPDATE payments SET state = 'captured', captured_cents = amount_cents, updated_at = $2
       WHERE order_id = $1 AND provider = 'tender' AND state = 'authorized'
      RETURNING id, amount_cents),
    entered AS (
      INSERT INTO payment_events (payment_id, kind, amount_cents, provider_ref, at)
      SELECT id, 'captured', amount_cents, 'tender of order ' || $1::bigint, $2 FROM paid)
    SELECT amount_cents FROM paid)sql"};

const Query<void(OrderId, Instant)> kGiveUp{"payment.give_up_tender", R"sql(
    UPDATE payments SET state = 'failed', updated_at = $2
     WHERE order_id = $1 AND provider = 'tender' AND state = 'authorized')sql"};

std::string cause_of(OrderId order) {
  return "order " + std::to_string(order.raw());
}

}  // namespace

base::Result<base::Done, tender::Lacking> promise_tender(store::Tx& tx, OrderId order,
                                                         const std::vector<tender::Part>& parts,
                                                         Instant now) {
  if (parts.empty()) return base::Done{};
  const auto written = tender::authorize(tx, order, parts, {cause_of(order), "shopper"}, now);
  if (!written) return written.why();
  Money sum;
  for (const auto& part : parts) sum += part.amount;
  tx.exec(kPromise, order, sum, now);
  return base::Done{};
}

base::Result<base::Done, tender::Lacking> promise_tender_again(store::Tx& tx, OrderId order,
                                                               const std::string& actor,
                                                               Instant now) {
  const auto written = tender::authorize(tx, order, tender::given_up(tx, order),
                                         {cause_of(order) + " late", actor}, now);
  if (!written) return written.why();
  BASE_CHECK(tx.exec(kPromiseAgain, order, now) == 1);
  return base::Done{};
}

void take_tender(store::Tx& tx, OrderId order, const std::string& actor, Instant now) {
  const auto promised = tx.one_or_none(kTake, order, now);
  if (promised) BASE_CHECK(tender::capture(tx, order, actor, now) == *promised);
}

void give_up_tender(store::Tx& tx, const order::Locked& order, const std::string& actor,
                    Instant now) {
  if (order.tender.is_zero()) return;
  tender::release(tx, order.id, actor, now);
  tx.exec(kGiveUp, order.id, now);
}

}  // namespace payment
