#include <map>

#include "payment/draft.h"
#include "promo/promo.h"
#include "t/histories/rules.h"

namespace t::histories {
namespace {

using store::Query;

// A person is a mail address with those that were found to be the same one's.
const Query<std::string()> kClaims{"histories.claim_rules", R"sql(
    WITH living AS (
      SELECT c.*, coalesce(m.merged_into_id::text, m.id::text, c.mail_key) AS person
        FROM coupon_claims c LEFT JOIN customers m ON m.mail_key = c.mail_key
       WHERE c.state <> 'released')
    SELECT format('C1: promotion %s has %s uses of %s and counts %s', p.id, n.uses, p.limit_total, p.used)
      FROM promotions p
      JOIN LATERAL (SELECT count(*) AS uses FROM living WHERE promotion_id = p.id) n ON true
     WHERE n.uses > p.limit_total OR p.used <> CASE WHEN p.limit_total IS NULL THEN 0 ELSE n.uses END
    UNION ALL
    SELECT format('C1: code %s has %s uses of %s and counts %s', k.code, n.uses, k.limit_total, k.used)
      FROM coupons k
      JOIN LATERAL (SELECT count(*) AS uses FROM living WHERE coupon_id = k.id) n ON true
     WHERE n.uses > k.limit_total OR k.used <> CASE WHEN k.limit_total IS NULL THEN 0 ELSE n.uses END
    UNION ALL
    SELECT format('C1: %s has used promotion %s %s times', l.person, p.id, count(*))
      FROM promotions p JOIN living l ON l.promotion_id = p.id
     GROUP BY p.id, l.person HAVING count(*) > p.limit_per_customer
    UNION ALL
    SELECT format('C1: code %s is for customer %s, order %s has it', k.code, k.only_customer_id, l.order_id)
      FROM living l JOIN coupons k ON k.id = l.coupon_id
     WHERE k.only_customer_id::text <> l.person
    UNION ALL
    SELECT format('C2: order %s is %s, its use of promotion %s is %s', o.id, o.state, c.promotion_id, c.state)
      FROM coupon_claims c JOIN orders o ON o.id = c.order_id
     WHERE CASE o.state WHEN 'awaiting_payment' THEN c.state <> 'claimed'
                        WHEN 'expired' THEN c.state <> 'released'
                        WHEN 'placed' THEN c.state = 'claimed' ELSE false END
    UNION ALL
    SELECT format('C2: order %s has promotion %s for %s, its claim says %s', coalesce(d.order_id, c.order_id),
                  coalesce(d.promotion_id, c.promotion_id), d.amount_cents, c.amount_cents)
      FROM order_discounts d
      FULL JOIN coupon_claims c ON (c.order_id, c.promotion_id) = (d.order_id, d.promotion_id)
      LEFT JOIN coupons k ON k.id = c.coupon_id
     WHERE d.amount_cents IS DISTINCT FROM c.amount_cents
        OR (d.code = '') <> (c.coupon_id IS NULL)
        OR k.normalised <> upper(regexp_replace(d.code, '[-_. ]', '', 'g'))
    UNION ALL
    SELECT format('C3: order %s has promotion %s out of its time', c.order_id, c.promotion_id)
      FROM coupon_claims c JOIN promotions p ON p.id = c.promotion_id
      LEFT JOIN coupons k ON k.id = c.coupon_id
     WHERE c.claimed_at < greatest(p.starts_at, k.starts_at) OR c.claimed_at >= least(p.ends_at, k.ends_at)
        OR p.by_code <> (c.coupon_id IS NOT NULL))sql"};

// An order percentage that stands alone in its class and is for everything can be told from the
// order's own sums; tax is asked for each line, 8.25 % of what is left of it.
const Query<std::string()> kAmounts{"histories.discount_rules", R"sql(
    WITH named AS (
      SELECT d.*, p.percent_bp, p.most_cents, p.combines, p.kind,
             EXISTS (SELECT FROM promotion_targets WHERE promotion_id = p.id) AS for_some
        FROM order_discounts d JOIN promotions p ON p.id = d.promotion_id),
    sums AS (
      SELECT order_id, coalesce(sum(amount_cents) FILTER (WHERE class = 'product'), 0) AS product,
             coalesce(sum(amount_cents) FILTER (WHERE class <> 'shipping'), 0) AS goods,
             coalesce(sum(amount_cents) FILTER (WHERE class = 'shipping'), 0) AS shipping,
             count(*) FILTER (WHERE class = 'order') AS order_level,
             count(*) FILTER (WHERE class = 'shipping') AS shipping_level,
             bool_and(combines) FILTER (WHERE class = 'order') AS all_combine
        FROM named GROUP BY order_id),
    -- No percentage is for gift cards, nor for what an edit added (decision 0049).
    beside AS (
      SELECT o.id AS order_id, coalesce(sum(l.total_cents), 0)::bigint AS cents
        FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id
                                             AND (l.kind = 'gift_card' OR l.edit_id IS NOT NULL)
       GROUP BY o.id)
    SELECT format('M2: line %s of order %s is taxed %s cents', l.position, l.order_id, l.tax_cents)
      FROM order_lines l
     WHERE l.kind = 'goods' AND l.tax_cents <> ((l.total_cents - l.discount_cents) * 825 + 5000) / 10000
    UNION ALL
    SELECT format('M2: order %s has %s off by a percentage of %s', o.id, n.amount_cents,
                  o.subtotal_cents - b.cents - s.product)
      FROM named n JOIN orders o ON o.id = n.order_id JOIN sums s ON s.order_id = o.id
      JOIN beside b ON b.order_id = o.id
     WHERE n.kind = 'percent' AND n.class = 'order' AND NOT n.for_some AND s.order_level = 1
       AND n.amount_cents <> least(n.most_cents,
                                   floor(((o.subtotal_cents - b.cents - s.product) * n.percent_bp
                                          + 5000) / 10000))
    UNION ALL
    SELECT format('M5: order %s has %s off its goods and %s off shipping, its lines say %s, its promotions %s and %s',
                  o.id, o.discount_cents, o.shipping_discount_cents, l.off, s.goods, s.shipping)
      FROM orders o
      JOIN LATERAL (SELECT sum(discount_cents) AS off FROM order_lines WHERE order_id = o.id) l ON true
      LEFT JOIN sums s ON s.order_id = o.id
     WHERE (o.discount_cents, o.discount_cents, o.shipping_discount_cents)
           <> (l.off, coalesce(s.goods, 0), coalesce(s.shipping, 0))
    UNION ALL
    SELECT format('M6: line %s of order %s has %s off %s', position, order_id, discount_cents, total_cents)
      FROM order_lines WHERE discount_cents NOT BETWEEN 0 AND total_cents
    UNION ALL
    SELECT format('M6: order %s has %s off shipping of %s', id, shipping_discount_cents, shipping_cents)
      FROM orders
     WHERE shipping_discount_cents NOT BETWEEN 0 AND shipping_cents OR total_cents < 0
    UNION ALL
    SELECT format('M8: order %s has %s promotions of the class order and %s of shipping', order_id,
                  order_level, shipping_level)
      FROM sums WHERE (order_level > 1 AND NOT all_combine) OR shipping_level > 1
    UNION ALL
    SELECT format('M8: order %s has class %s before class %s', a.order_id, a.class, b.class)
      FROM order_discounts a JOIN order_discounts b ON b.order_id = a.order_id AND b.position > a.position
     WHERE array_position(ARRAY['product', 'order', 'shipping'], a.class)
           > array_position(ARRAY['product', 'order', 'shipping'], b.class))sql"};

const Query<base::CartId()> kCartsWithCodes{"histories.carts_with_codes", R"sql(
    SELECT DISTINCT c.id FROM carts c JOIN cart_codes k ON k.cart_id = c.id
     WHERE c.state = 'open' ORDER BY c.id)sql"};
const Query<std::string(base::CartId)> kTyped{"histories.typed_codes", R"sql(
    SELECT code FROM cart_codes WHERE cart_id = $1)sql"};

// C4: the page that shows the cart says of each code that it applies, or why not.
std::vector<std::string> untold_codes(store::Tx& tx, base::Instant now) {
  std::vector<std::string> broken;
  for (const auto cart : tx.all(kCartsWithCodes)) {
    const auto draft = payment::draft(tx, cart, now);
    std::map<std::string, int> told;
    for (const auto& applied : draft.priced.applied) ++told[applied.code];
    for (const auto& unused : draft.priced.unused) ++told[unused.code];
    for (const auto& refused : draft.refused_codes) ++told[refused.code];
    const auto which = " of cart " + std::to_string(cart.raw());
    for (const auto& code : tx.all(kTyped, cart))
      if (told[code] != 1)
        broken.push_back("C4: code " + code + which + " is told " + std::to_string(told[code]) +
                         " times");
    if (const auto wrong = promo::unexplained(draft.priced); !wrong.empty())
      broken.push_back("M5: the price" + which + ": " + wrong);
  }
  return broken;
}

}  // namespace

std::vector<std::string> broken_promotion_rules(store::Tx& tx, base::Instant now) {
  auto broken = tx.all(kClaims);
  for (auto more : {tx.all(kAmounts), untold_codes(tx, now), promo::faults(tx)})
    broken.insert(broken.end(), more.begin(), more.end());
  return broken;
}

}  // namespace t::histories
