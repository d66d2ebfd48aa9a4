#include "promo/promo.h"

namespace promo {
namespace {

const store::Query<std::string()> kFaults{"promo.faults", R"sql(
    WITH uses AS (
      SELECT promotion_id, coupon_id, count(*) AS n
        FROM coupon_claims WHERE state <> 'released' GROUP BY promotion_id, coupon_id)
    SELECT format('C1: promotion %s counts %s uses, its claims are %s', p.id, p.used, coalesce(u.n, 0))
      FROM promotions p
      LEFT JOIN (SELECT promotion_id, sum(n) AS n FROM uses GROUP BY promotion_id) u ON u.promotion_id = p.id
     WHERE p.limit_total IS NOT NULL AND p.used <> coalesce(u.n, 0)
    UNION ALL
    SELECT format('C1: coupon %s counts %s uses, its claims are %s', k.id, k.used, coalesce(u.n, 0))
      FROM coupons k LEFT JOIN uses u ON u.coupon_id = k.id
     WHERE k.limit_total IS NOT NULL AND k.used <> coalesce(u.n, 0)
    UNION ALL
    SELECT format('C1: a mail address has promotion %s %s times, it may %s', p.id, count(*), p.limit_per_customer)
      FROM promotions p JOIN coupon_claims c ON c.promotion_id = p.id AND c.state <> 'released'
     WHERE p.limit_per_customer IS NOT NULL
     GROUP BY p.id, c.mail_key HAVING count(*) > p.limit_per_customer
    UNION ALL
    SELECT format('C1: customer %s has promotion %s %s times, they may %s', c.customer_id, p.id, count(*),
                  p.limit_per_customer)
      FROM promotions p JOIN coupon_claims c ON c.promotion_id = p.id AND c.state <> 'released'
     WHERE p.limit_per_customer IS NOT NULL AND c.customer_id IS NOT NULL
     GROUP BY p.id, c.customer_id HAVING count(*) > p.limit_per_customer
    UNION ALL
    SELECT format('C2: claim %s is of coupon %s, which is of another promotion', c.id, c.coupon_id)
      FROM coupon_claims c JOIN coupons k ON k.id = c.coupon_id WHERE k.promotion_id <> c.promotion_id)sql"};

}  // namespace

std::vector<std::string> faults(store::Tx& tx) {
  return tx.all(kFaults);
}

}  // namespace promo
