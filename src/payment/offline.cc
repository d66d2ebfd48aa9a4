#include "payment/offline.h"

#include <array>

#include "base/columns.h"
#include "order/terms.h"

namespace payment {
namespace {

using store::Query;

// The money's row and the ledger's; neither where the reference is known already. The ledger's
// reference names the provider too: a check may have a wire's number.
const Query<base::PaymentId(OrderId, std::string, Money, std::string, std::string, Instant)>
    kRecord{"payment.record_offline", R"sql(
    WITH paid AS (
      INSERT INTO payments (order_id, provider, state, amount_cents, captured_cents, reference,
                            actor, created_at, updated_at)
      VALUES ($1, $2, 'captured', $3, $3, $4, $5, $6, $6)
      ON CONFLICT (provider, reference) WHERE reference <> '' DO NOTHING
      RETURNING id),
    entered AS (
      INSERT INTO payment_events (payment_id, kind, amount_cents, provider_ref, at)
      SELECT id, 'captured', $3, $2 || ' ' || $4, $6 FROM paid)
    SELECT id FROM paid)sql"};

struct Known {
  OrderId order;
  Money amount;
  static constexpr auto columns() { return base::Columns<&Known::order, &Known::amount>{}; }
};
const Query<Known(std::string, std::string)> kKnown{"payment.offline_by_reference", R"sql(
    SELECT order_id, amount_cents FROM payments WHERE provider = $1 AND reference = $2)sql"};

const Query<std::string(std::string)> kInstructions{"payment.instructions", R"sql(
    SELECT body FROM payment_instructions WHERE terms = $1)sql"};

const Query<void(std::string, std::string, std::string, Instant)> kSetInstructions{
    "payment.set_instructions", R"sql(
    INSERT INTO payment_instructions (terms, body, actor, at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (terms) DO UPDATE
       SET body = excluded.body, actor = excluded.actor, at = excluded.at)sql"};

struct Word {
  Offline provider;
  std::string_view word;
};
constexpr std::array kWords{Word{Offline::Wire, "wire"}, Word{Offline::Check, "check"},
                            Word{Offline::Cash, "cash"}};

bool may_be_paid(const order::Locked& order) {
  switch (order::parse_state(order.state).value()) {
    case order::State::Placed:
    case order::State::PartlyShipped:
    case order::State::Shipped:
    case order::State::Delivered:
      return true;
    case order::State::AwaitingPayment:
    case order::State::NeedsAttention:
    case order::State::Cancelled:
    case order::State::Expired:
      return false;
  }
  return false;
}

}  // namespace

std::string_view to_word(Offline provider) {
  for (const auto& known : kWords)
    if (known.provider == provider) return known.word;
  throw base::BugError{"a way to be paid without a word"};
}

std::optional<Offline> parse_offline(std::string_view word) {
  for (const auto& known : kWords)
    if (known.word == word) return known.provider;
  return std::nullopt;
}

base::Result<Recorded, OfflineRefusal> record_offline(store::Tx& tx, OrderId id,
                                                      const OfflinePayment& payment,
                                                      const std::string& actor, Instant now) {
  if (payment.amount <= Money{}) return OfflineRefusal::NoAmount;
  if (payment.reference.empty()) return OfflineRefusal::NoReference;
  const auto order = order::lock_order(tx, id);
  if (!order) return OfflineRefusal::NoSuchOrder;
  const std::string provider{to_word(payment.provider)};
  const auto known = [&]() -> std::optional<Known> {
    return tx.one_or_none(kKnown, provider, payment.reference);
  };
  auto before = known();
  if (!before) {
    if (!may_be_paid(*order)) return OfflineRefusal::NotPlaced;
    if (tx.one_or_none(kRecord, id, provider, payment.amount, payment.reference, actor, now)) {
      order::note(
          tx, id, "paid",
          {actor, base::to_text(payment.amount) + " by " + provider + ", " + payment.reference},
          now);
      return Recorded::Now;
    }
    before = known();  // a rival's, for another order: this one's row is locked
  }
  if (before->order != id || before->amount != payment.amount) return OfflineRefusal::OtherPayment;
  return Recorded::Before;
}

std::string instructions(store::Tx& tx, const std::string& terms) {
  return terms.empty() ? "" : tx.one_or_none(kInstructions, terms).value_or("");
}

bool set_instructions(store::Tx& tx, const std::string& terms, const std::string& text,
                      const std::string& actor, Instant now) {
  if (terms.empty() || !order::is_terms(terms)) return false;
  tx.exec(kSetInstructions, terms, text, actor, now);
  return true;
}

}  // namespace payment
