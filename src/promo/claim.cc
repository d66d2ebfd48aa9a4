#include <algorithm>

#include "base/text.h"
#include "promo/promo.h"

namespace promo {
namespace {

using base::OrderId;
using store::Query;

// The counter is the lock: whoever raised it first has the use, the others see it at its limit. A
// promotion without a limit is not written, so that nobody waits for anybody.
const Query<bool(PromotionId)> kTakePromotion{"promo.take_promotion", R"sql(
    WITH limited AS (
      SELECT id, limit_total IS NOT NULL OR limit_per_customer IS NOT NULL AS counts
        FROM promotions WHERE id = $1 AND state = 'active'),
    taken AS (
      UPDATE promotions p SET used = p.used + 1
        FROM limited
       WHERE p.id = limited.id AND limited.counts AND p.state = 'active'
         AND p.used < coalesce(p.limit_total, 2147483647)
      RETURNING p.id)
    SELECT EXISTS (SELECT FROM taken) FROM limited
     WHERE NOT limited.counts OR EXISTS (SELECT FROM taken))sql"};

const Query<base::CouponId(std::string, PromotionId, Instant)> kTakeCoupon{"promo.take_coupon",
                                                                           R"sql(
    UPDATE coupons SET used = used + 1
     WHERE normalised = $1 AND promotion_id = $2
       AND used < coalesce(limit_total, 2147483647) AND coalesce(ends_at > $3, true)
    RETURNING id)sql"};

// Counted after the promotion's row is locked, so that rivals of the same customer are seen.
const Query<bool(PromotionId, std::string)> kMayHaveOneMore{"promo.may_have_one_more", R"sql(
    SELECT coalesce((SELECT count(*) FROM coupon_claims c
                      WHERE c.promotion_id = p.id AND c.mail_key = $2 AND c.state <> 'released')
                    < p.limit_per_customer, true)
      FROM promotions p WHERE p.id = $1)sql"};

const Query<void(PromotionId, std::optional<base::CouponId>, OrderId, std::string, Money, Instant)>
    kClaim{"promo.claim", R"sql(
    INSERT INTO coupon_claims (promotion_id, coupon_id, order_id, mail_key, amount_cents, state, claimed_at)
    VALUES ($1, $2, $3, $4, $5, 'claimed', $6))sql"};

const Query<void(OrderId, Instant)> kKeep{"promo.keep", R"sql(
    UPDATE coupon_claims SET state = 'kept', ended_at = $2 WHERE order_id = $1 AND state = 'claimed')sql"};

struct Held {
  PromotionId promotion;
  std::optional<base::CouponId> coupon;
  static constexpr auto columns() { return std::make_tuple(&Held::promotion, &Held::coupon); }
};
// The claim's own state decides whether there is anything to give back.
const Query<Held(OrderId, Instant)> kLetGo{"promo.let_go", R"sql(
    WITH gone AS (
      UPDATE coupon_claims SET state = 'released', ended_at = $2
       WHERE order_id = $1 AND state <> 'released'
      RETURNING promotion_id, coupon_id)
    SELECT promotion_id, coupon_id FROM gone ORDER BY promotion_id)sql"};
const Query<void(PromotionId)> kGivePromotion{"promo.give_promotion", R"sql(
    UPDATE promotions SET used = used - 1
     WHERE id = $1 AND (limit_total IS NOT NULL OR limit_per_customer IS NOT NULL))sql"};
const Query<void(base::CouponId)> kGiveCoupon{"promo.give_coupon", R"sql(
    UPDATE coupons SET used = used - 1 WHERE id = $1)sql"};

const Query<std::string()> kFaults{"promo.faults", R"sql(
    SELECT format('C1: promotion %s counts %s uses, its claims are %s', p.id, p.used, n.claims)
      FROM promotions p
      JOIN LATERAL (SELECT count(*) AS claims FROM coupon_claims c
                     WHERE c.promotion_id = p.id AND c.state <> 'released') n ON true
     WHERE (p.limit_total IS NOT NULL OR p.limit_per_customer IS NOT NULL) AND p.used <> n.claims
    UNION ALL
    SELECT format('C1: coupon %s counts %s uses, its claims are %s', k.id, k.used, n.claims)
      FROM coupons k
      JOIN LATERAL (SELECT count(*) AS claims FROM coupon_claims c
                     WHERE c.coupon_id = k.id AND c.state <> 'released') n ON true
     WHERE k.used <> n.claims
    UNION ALL
    SELECT format('C1: %s has used promotion %s %s times', c.mail_key, p.id, count(*))
      FROM promotions p JOIN coupon_claims c ON c.promotion_id = p.id AND c.state <> 'released'
     GROUP BY p.id, c.mail_key HAVING count(*) > p.limit_per_customer)sql"};

}  // namespace

std::string mail_key(std::string_view mail) {
  auto key = base::lower_ascii(base::trimmed(mail));
  const auto at = key.rfind('@');
  const auto plus = key.find('+');
  if (plus != std::string::npos && at != std::string::npos && plus > 0 && plus < at)
    key.erase(plus, at - plus);
  return key;
}

base::Result<base::Done, ClaimRefused> claim(store::Tx& tx, const std::vector<Applied>& applied,
                                             OrderId order, const std::string& mail_key,
                                             Instant now) {
  auto ascending = applied;
  std::sort(ascending.begin(), ascending.end(),
            [](const Applied& a, const Applied& b) { return a.promotion < b.promotion; });
  // A promotion, then its code, then the next: release() goes the same way.
  for (const auto& one : ascending) {
    const auto refused = [&](ClaimWhy why) { return ClaimRefused{one.name, one.code, why}; };
    if (!tx.one_or_none(kTakePromotion, one.promotion)) return refused(ClaimWhy::UsedUp);
    if (!tx.one(kMayHaveOneMore, one.promotion, mail_key)) return refused(ClaimWhy::UsedByYou);
    std::optional<base::CouponId> coupon;
    if (!one.code.empty()) {
      coupon = tx.one_or_none(kTakeCoupon, normalised_code(one.code), one.promotion, now);
      if (!coupon) return refused(ClaimWhy::UsedUp);
    }
    tx.exec(kClaim, one.promotion, coupon, order, mail_key, one.amount, now);
  }
  return base::Done{};
}

void keep(store::Tx& tx, OrderId order, Instant now) {
  tx.exec(kKeep, order, now);
}

void release(store::Tx& tx, OrderId order, Instant now) {
  for (const auto& held : tx.all(kLetGo, order, now)) {
    tx.exec(kGivePromotion, held.promotion);
    if (held.coupon) tx.exec(kGiveCoupon, *held.coupon);
  }
}

std::vector<std::string> faults(store::Tx& tx) {
  return tx.all(kFaults);
}

}  // namespace promo
