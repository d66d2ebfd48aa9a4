#include "base/columns.h"
#include "referral/referral.h"
#include "referral/signals.h"

namespace referral {
namespace {

using store::Query;

const Query<std::string(CustomerId, CustomerId)> kShared{"referral.shared_signal", R"sql(
    SELECT a.kind FROM referral_signals a
      JOIN referral_signals b ON b.kind = a.kind AND b.value_hash = a.value_hash
     WHERE a.customer_id IN (SELECT id FROM customers WHERE id = $1 OR merged_into_id = $1)
       AND b.customer_id IN (SELECT id FROM customers WHERE id = $2 OR merged_into_id = $2)
     ORDER BY a.kind LIMIT 1)sql"};

const Query<Due(Instant, std::int64_t)> kDue{"referral.due", R"sql(
    SELECT id, order_id FROM referrals
     WHERE state = 'pending' AND earns_at <= $1
     ORDER BY earns_at, id LIMIT $2)sql"};

struct Earned {
  CustomerId referrer;
  CustomerId referred;
  Money to_referrer;
  Money to_referred;
  static constexpr auto columns() {
    return base::Columns<&Earned::referrer, &Earned::referred, &Earned::to_referrer,
                         &Earned::to_referred>{};
  }
};
const Query<Earned(ReferralId, Instant)> kEarn{"referral.earn", R"sql(
    UPDATE referrals r SET state = 'earned'
      FROM customers a, customers b
     WHERE r.id = $1 AND r.state = 'pending' AND r.earns_at <= $2
       AND a.id = r.referrer_id AND b.id = r.referred_id
    RETURNING coalesce(a.merged_into_id, a.id), coalesce(b.merged_into_id, b.id),
              r.referrer_cents, r.referred_cents)sql"};
const Query<void(ReferralId)> kPaid{"referral.paid", R"sql(
    UPDATE referrals SET state = 'paid' WHERE id = $1 AND state = 'earned')sql"};
const Query<void(ReferralId, std::string)> kRefuse{"referral.refuse", R"sql(
    UPDATE referrals SET state = 'refused', reason = $2
     WHERE id = $1 AND state IN ('pending', 'earned'))sql"};

const Query<Step(CustomerId)> kChain{"referral.chain", R"sql(
    WITH RECURSIVE above AS (
      SELECT 1 AS distance, r.id, coalesce(o.merged_into_id, o.id) AS referrer_id, r.referred_id,
             r.order_id, r.state, ARRAY[r.id] AS met
        FROM referrals r
        JOIN customers m ON m.id = r.referred_id
        JOIN customers o ON o.id = r.referrer_id
       WHERE m.id = $1 OR m.merged_into_id = $1
       UNION ALL
      SELECT a.distance + 1, r.id, coalesce(o.merged_into_id, o.id), r.referred_id, r.order_id,
             r.state, a.met || r.id
        FROM above a
        JOIN customers m ON m.id = a.referrer_id OR m.merged_into_id = a.referrer_id
        JOIN referrals r ON r.referred_id = m.id
        JOIN customers o ON o.id = r.referrer_id
       WHERE a.state <> 'refused' AND NOT r.id = ANY (a.met))
    SELECT distance, id, referrer_id, referred_id, order_id, state
      FROM above ORDER BY distance, id)sql"};

}  // namespace

std::optional<std::string> shared_signal(store::Tx& tx, CustomerId one, CustomerId other) {
  return tx.one_or_none(kShared, one, other);
}

std::vector<Due> due(store::Tx& tx, Instant now, std::int64_t limit) {
  return tx.all(kDue, now, limit);
}

std::optional<std::vector<Credit>> earn(store::Tx& tx, ReferralId id, Instant now) {
  const auto earned = tx.one_or_none(kEarn, id, now);
  if (!earned) return std::nullopt;
  // Staff may have found both to be one person, a card or an address may have been seen since.
  if (earned->referrer == earned->referred) {
    refuse(tx, id, "own link");
    return std::nullopt;
  }
  if (const auto shared = shared_signal(tx, earned->referrer, earned->referred)) {
    refuse(tx, id, "same " + *shared);
    return std::nullopt;
  }
  const auto cause = "referral " + std::to_string(id.raw());
  std::vector<Credit> credits;
  if (earned->to_referrer > Money{})
    credits.push_back({earned->referrer, earned->to_referrer, cause + " referrer"});
  if (earned->to_referred > Money{})
    credits.push_back({earned->referred, earned->to_referred, cause + " referred"});
  return credits;
}

void mark_paid(store::Tx& tx, ReferralId id) {
  BASE_CHECK(tx.exec(kPaid, id) == 1);
}

bool refuse(store::Tx& tx, ReferralId id, const std::string& reason) {
  BASE_CHECK(!reason.empty());
  return tx.exec(kRefuse, id, reason) == 1;
}

std::vector<Step> chain(store::Tx& tx, CustomerId customer) {
  return tx.all(kChain, customer);
}

}  // namespace referral
