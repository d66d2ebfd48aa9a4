#include "tender/tender.h"

namespace tender {
namespace {

const store::Query<std::string()> kFaults{"tender.faults", R"sql(
    WITH accounts AS (
      SELECT 'gift card ' || id AS name, currency, amount_cents, used_cents, authorized_cents
        FROM gift_cards
       UNION ALL
      SELECT 'store credit ' || id, currency, amount_cents, used_cents, authorized_cents
        FROM store_credit_accounts),
    entries AS (
      SELECT coalesce('gift card ' || gift_card_id, 'store credit ' || store_credit_account_id)
             AS name, e.id, e.currency, e.amount_delta, e.used_delta, e.authorized_delta
        FROM tender_entries e),
    sums AS (
      SELECT name, sum(amount_delta) AS amount, sum(used_delta) AS used,
             sum(authorized_delta) AS authorized
        FROM entries GROUP BY name)
    SELECT format('L1: %s has %s, %s used, %s authorized; its entries say %s, %s, %s', a.name,
                  a.amount_cents, a.used_cents, a.authorized_cents, coalesce(s.amount, 0),
                  coalesce(s.used, 0), coalesce(s.authorized, 0))
      FROM accounts a LEFT JOIN sums s ON s.name = a.name
     WHERE (a.amount_cents, a.used_cents, a.authorized_cents)
           <> (coalesce(s.amount, 0), coalesce(s.used, 0), coalesce(s.authorized, 0))
    UNION ALL
    SELECT format('L2: %s has %s, of which %s is used and %s authorized', name, amount_cents,
                  used_cents, authorized_cents)
      FROM accounts
     WHERE used_cents + authorized_cents > amount_cents OR used_cents < 0 OR authorized_cents < 0
    UNION ALL
    SELECT format('L2: authorization %s ended %s times', authorization_id, count(*))
      FROM tender_entries WHERE authorization_id IS NOT NULL
     GROUP BY authorization_id HAVING count(*) > 1
    UNION ALL
    SELECT format('L2: authorization %s of %s ended as %s with %s', a.id, a.authorized_delta, e.kind,
                  e.used_delta)
      FROM tender_entries e JOIN tender_entries a ON a.id = e.authorization_id
     WHERE a.kind <> 'authorized' OR e.authorized_delta <> -a.authorized_delta
        OR e.used_delta > a.authorized_delta OR e.order_id <> a.order_id
    UNION ALL
    SELECT format('L2: order %s got %s more back than it took', order_id, -sum(used_delta))
      FROM tender_entries WHERE order_id IS NOT NULL
     GROUP BY order_id, gift_card_id, store_credit_account_id HAVING sum(used_delta) < 0
    UNION ALL
    SELECT format('L4: entry %s is in %s, %s in %s', e.id, e.currency, a.name, a.currency)
      FROM entries e JOIN accounts a ON a.name = e.name
     WHERE e.currency <> a.currency
     ORDER BY 1)sql"};

}  // namespace

std::vector<std::string> faults(store::Tx& tx) {
  return tx.all(kFaults);
}

}  // namespace tender
