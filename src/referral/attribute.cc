#include "base/columns.h"
#include "referral/referral.h"
#include "referral/signals.h"

namespace referral {
namespace {

using store::Query;

// Any number that no other lock of the shop has.
constexpr std::int64_t kGate = 541'000'001;
const Query<bool(std::int64_t)> kLock{"referral.lock_graph", R"sql(
    SELECT pg_advisory_xact_lock($1) IS NULL)sql"};

const Query<std::int64_t(OrderId)> kSeen{"referral.seen", R"sql(
    SELECT count(*) FROM referrals WHERE order_id = $1)sql"};

struct Click {
  std::int64_t id;
  std::int64_t link;
  CustomerId owner;
  std::string by;
  static constexpr auto columns() {
    return base::Columns<&Click::id, &Click::link, &Click::owner, &Click::by>{};
  }
};
const Query<Click(std::string, CustomerId, int, Instant)> kLastClick{"referral.last_click", R"sql(
    SELECT c.id, c.link_id, coalesce(o.merged_into_id, o.id),
           CASE WHEN c.token_hash = $1 THEN 'cookie' ELSE 'account' END
      FROM referral_clicks c
      JOIN referral_links l ON l.id = c.link_id
      JOIN customers o ON o.id = l.customer_id
     WHERE (c.token_hash = $1
            OR c.customer_id IN (SELECT id FROM customers WHERE id = $2 OR merged_into_id = $2))
       AND c.at <= $4 AND c.at > $4::timestamptz - make_interval(days => $3)
     ORDER BY c.at DESC, c.id DESC LIMIT 1)sql"};

const Query<bool(CustomerId)> kBrought{"referral.brought", R"sql(
    SELECT EXISTS (
      SELECT FROM referrals r JOIN customers m ON m.id = r.referred_id
       WHERE (m.id = $1 OR m.merged_into_id = $1) AND r.state <> 'refused'))sql"};

// Is `$2` among those by whom `$1` came? UNION leaves out who was met before, so that it ends.
// Rows that were merged are one person.
const Query<bool(CustomerId, CustomerId)> kIsAbove{"referral.is_above", R"sql(
    WITH RECURSIVE above (customer) AS (
      SELECT $1::bigint
       UNION
      SELECT coalesce(o.merged_into_id, o.id)
        FROM above a
        JOIN customers m ON m.id = a.customer OR m.merged_into_id = a.customer
        JOIN referrals r ON r.referred_id = m.id AND r.state <> 'refused'
        JOIN customers o ON o.id = r.referrer_id)
    SELECT EXISTS (SELECT FROM above WHERE customer = $2))sql"};

const Query<void(std::int64_t, std::int64_t, CustomerId, CustomerId, OrderId, std::string,
                 std::string, std::string, int, Money, Money, Instant, int)>
    kAdd{"referral.add", R"sql(
    INSERT INTO referrals (link_id, click_id, referrer_id, referred_id, order_id, attributed_by,
                           state, reason, window_days, referrer_cents, referred_cents,
                           attributed_at, earns_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
            $12::timestamptz + make_interval(days => $13)))sql"};

// Why nobody earns from this; "" when both do.
std::string flaw(store::Tx& tx, CustomerId owner, const Buyer& buyer) {
  if (owner == buyer.customer) return "own link";
  if (auto shared = shared_signal(tx, owner, buyer.customer)) return "same " + *shared;
  if (buyer.known == Known::Returning) return "not a first order";
  if (tx.one(kBrought, buyer.customer)) return "brought before";
  if (tx.one(kIsAbove, owner, buyer.customer)) return "loop";
  return "";
}

}  // namespace

Attributed attribute(store::Tx& tx, OrderId order, const Buyer& buyer, const Terms& terms,
                     Instant now) {
  const auto click = tx.one_or_none(kLastClick, buyer.visitor_hash.value_or(""), buyer.customer,
                                    terms.window_days, now);
  if (!click) return Attributed::Nobody;
  tx.one(kLock, kGate);
  if (tx.one(kSeen, order) > 0) return Attributed::Before;
  const auto why = flaw(tx, click->owner, buyer);
  tx.exec(kAdd, click->link, click->id, click->owner, buyer.customer, order, click->by,
          why.empty() ? "pending" : "refused", why, terms.window_days, terms.referrer,
          terms.referred, now, terms.return_days);
  return why.empty() ? Attributed::Pending : Attributed::Refused;
}

}  // namespace referral
