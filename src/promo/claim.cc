#include <algorithm>

#include "base/columns.h"
#include "promo/promo.h"

namespace promo {
namespace {

using base::CouponId;
using base::CustomerId;
using base::OrderId;
using store::Query;

// What a guarded UPDATE said. The counter is the lock: whoever raised it has the use, the others
// wait for that and find it at its limit. Where nothing is limited nothing is written.
struct Taken {
  bool open;
  bool taken;
  std::optional<int> per_customer;
  static constexpr auto columns() {
    return base::Columns<&Taken::open, &Taken::taken, &Taken::per_customer>{};
  }
};
const Query<Taken(PromotionId, Instant)> kTakePromotion{"promo.take_promotion", R"sql(
    WITH taken AS (
      UPDATE promotions SET used = used + 1
       WHERE id = $1 AND used < limit_total AND state = 'active'
         AND coalesce(starts_at <= $2, true) AND coalesce(ends_at > $2, true)
      RETURNING id)
    SELECT state = 'active' AND coalesce(starts_at <= $2, true) AND coalesce(ends_at > $2, true),
           limit_total IS NULL OR EXISTS (SELECT FROM taken), limit_per_customer
      FROM promotions WHERE id = $1)sql"};

struct TakenCode {
  CouponId id;
  bool open;
  bool yours;
  bool taken;
  bool single_use;
  static constexpr auto columns() {
    return base::Columns<&TakenCode::id, &TakenCode::open, &TakenCode::yours, &TakenCode::taken,
                         &TakenCode::single_use>{};
  }
};
const Query<TakenCode(PromotionId, std::string, std::string, std::optional<CustomerId>, Instant)>
    kTakeCode{"promo.take_code", R"sql(
    WITH code AS (
      SELECT id, limit_total,
             coalesce(starts_at <= $5, true) AND coalesce(ends_at > $5, true) AS open,
             coalesce(only_mail_key = $3, true)
               AND coalesce(only_customer_id = $4, only_customer_id IS NULL) AS yours
        FROM coupons WHERE normalised = $2 AND promotion_id = $1),
    taken AS (
      UPDATE coupons k SET used = k.used + 1
        FROM code WHERE k.id = code.id AND code.open AND code.yours AND k.used < k.limit_total
      RETURNING k.id)
    SELECT id, open, yours, limit_total IS NULL OR EXISTS (SELECT FROM taken),
           coalesce(limit_total = 1, false)
      FROM code)sql"};

// Takes the first free place of the mail address and of the account. No row: there is none, or a
// rival was faster at one; places that a rival takes meanwhile are kept apart by unique indexes.
const Query<std::int64_t(PromotionId, std::optional<CouponId>, OrderId, std::string,
                         std::optional<CustomerId>, std::optional<int>, bool, Money, Instant)>
    kClaim{"promo.claim", R"sql(
    INSERT INTO coupon_claims (promotion_id, coupon_id, order_id, mail_key, customer_id, mail_place,
                               account_place, single_use, amount_cents, state, claimed_at)
    SELECT $1, $2, $3, $4, $5, mail.place, account.place, $7, $8, 'claimed', $9
      FROM (SELECT (SELECT n FROM generate_series(1, $6::int) n
                     WHERE NOT EXISTS (SELECT FROM coupon_claims k
                                        WHERE k.promotion_id = $1 AND k.mail_key = $4
                                          AND k.mail_place = n AND k.state <> 'released')
                     ORDER BY n LIMIT 1) AS place) mail,
           (SELECT (SELECT n FROM generate_series(1, $6::int) n
                     WHERE $5::bigint IS NOT NULL
                       AND NOT EXISTS (SELECT FROM coupon_claims k
                                        WHERE k.promotion_id = $1 AND k.customer_id = $5
                                          AND k.account_place = n AND k.state <> 'released')
                     ORDER BY n LIMIT 1) AS place) account
     WHERE $6 IS NULL OR (mail.place IS NOT NULL AND ($5 IS NULL OR account.place IS NOT NULL))
    ON CONFLICT DO NOTHING
    RETURNING id)sql"};

const Query<bool(PromotionId, std::string, std::optional<CustomerId>, int)> kHasPlace{
    "promo.has_place", R"sql(
    SELECT count(*) FILTER (WHERE mail_key = $2 AND mail_place IS NOT NULL) < $4::int
           AND count(*) FILTER (WHERE customer_id = $3 AND account_place IS NOT NULL) < $4::int
      FROM coupon_claims
     WHERE promotion_id = $1 AND state <> 'released' AND (mail_key = $2 OR customer_id = $3))sql"};

const Query<void(OrderId, Instant)> kKeep{"promo.keep", R"sql(
    UPDATE coupon_claims SET state = 'kept', ended_at = $2
     WHERE order_id = $1 AND state = 'claimed')sql"};

struct Held {
  PromotionId promotion;
  std::optional<CouponId> coupon;
  static constexpr auto columns() { return base::Columns<&Held::promotion, &Held::coupon>{}; }
};
// The claim's own state decides whether there is anything to give back.
const Query<Held(OrderId, Instant)> kLetGo{"promo.let_go", R"sql(
    WITH gone AS (
      UPDATE coupon_claims SET state = 'released', ended_at = $2
       WHERE order_id = $1 AND state <> 'released'
      RETURNING promotion_id, coupon_id)
    SELECT promotion_id, coupon_id FROM gone ORDER BY promotion_id)sql"};
const Query<void(PromotionId)> kGivePromotion{"promo.give_promotion", R"sql(
    UPDATE promotions SET used = used - 1 WHERE id = $1 AND limit_total IS NOT NULL)sql"};
const Query<void(CouponId)> kGiveCode{"promo.give_code", R"sql(
    UPDATE coupons SET used = used - 1 WHERE id = $1 AND limit_total IS NOT NULL)sql"};

using Refusal = std::optional<ClaimWhy>;

// The code's use, and which coupon that is.
Refusal take_code(store::Tx& tx, const Applied& one, const Buyer& buyer, Instant now,
                  std::optional<TakenCode>& code) {
  if (one.code.empty()) return std::nullopt;
  code = tx.one_or_none(kTakeCode, one.promotion, normalised_code(one.code), buyer.mail_key,
                        buyer.customer, now);
  if (!code || !code->open) return ClaimWhy::Expired;
  if (!code->yours) return ClaimWhy::NotYours;
  if (!code->taken) return ClaimWhy::UsedUp;
  return std::nullopt;
}

Refusal claim_one(store::Tx& tx, const Applied& one, OrderId order, const Buyer& buyer,
                  Instant now) {
  const auto promotion = tx.one(kTakePromotion, one.promotion, now);
  if (!promotion.open) return ClaimWhy::Expired;
  if (!promotion.taken) return ClaimWhy::UsedUp;
  std::optional<TakenCode> code;
  if (const auto why = take_code(tx, one, buyer, now, code)) return why;

  const auto coupon = code ? std::optional{code->id} : std::nullopt;
  const bool single_use = code && code->single_use;
  // Each round that a rival wins takes one of the customer's places.
  for (int round = 0; round <= promotion.per_customer.value_or(0); ++round) {
    if (tx.one_or_none(kClaim, one.promotion, coupon, order, buyer.mail_key, buyer.customer,
                       promotion.per_customer, single_use, one.amount, now))
      return std::nullopt;
    if (promotion.per_customer &&
        !tx.one(kHasPlace, one.promotion, buyer.mail_key, buyer.customer, *promotion.per_customer))
      return ClaimWhy::UsedByYou;
  }
  throw base::BugError{"a promotion was claimed twice for one order"};
}

}  // namespace

base::Result<base::Done, ClaimRefused> claim(store::Tx& tx, const std::vector<Applied>& applied,
                                             OrderId order, const Buyer& buyer, Instant now) {
  BASE_CHECK(!buyer.mail_key.empty());
  auto ascending = applied;
  std::sort(ascending.begin(), ascending.end(),
            [](const Applied& a, const Applied& b) { return a.promotion < b.promotion; });
  for (const auto& one : ascending)
    if (const auto why = claim_one(tx, one, order, buyer, now))
      return ClaimRefused{one.name, one.code, *why};
  return base::Done{};
}

void keep(store::Tx& tx, OrderId order, Instant now) {
  tx.exec(kKeep, order, now);
}

void release(store::Tx& tx, OrderId order, Instant now) {
  for (const auto& held : tx.all(kLetGo, order, now)) {
    tx.exec(kGivePromotion, held.promotion);
    if (held.coupon) tx.exec(kGiveCode, *held.coupon);
  }
}

}  // namespace promo
