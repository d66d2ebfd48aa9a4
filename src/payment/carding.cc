#include "payment/carding.h"

#include "base/columns.h"
#include "base/json_writer.h"
#include "store/outbox.h"

namespace payment {
namespace {

using store::Query;

// The attempt that was under way, the order's own or its balance's.
const Query<PaymentAttemptId(std::string, std::string, std::string, std::string, Instant)> kKeep{
    "payment.keep_decline", R"sql(
    INSERT INTO payment_declines (name, attempt_id, order_id, cart_id, address, fingerprint, code,
                                  at)
    SELECT $1, found.id, found.order_id, o.cart_id, found.address, $3, $4, $5
      FROM (SELECT id, order_id, address FROM payment_attempts WHERE public_id = $2
            UNION ALL
            (SELECT a.id, a.order_id, a.address
               FROM orders o JOIN payment_attempts a ON a.order_id = o.id AND a.public_id IS NULL
              WHERE o.public_id = $2 ORDER BY a.id DESC LIMIT 1)) found
      JOIN orders o ON o.id = found.order_id
    ON CONFLICT (name) DO UPDATE
      SET fingerprint = coalesce(nullif(payment_declines.fingerprint, ''), excluded.fingerprint),
          code = coalesce(nullif(payment_declines.code, ''), excluded.code)
    RETURNING attempt_id)sql"};

const Query<std::int64_t(PaymentAttemptId)> kOnPage{"payment.declines_on_page", R"sql(
    SELECT count(*) FROM payment_declines WHERE attempt_id = $1)sql"};

const Query<void(OrderId, std::optional<std::string>)> kNotePayer{"payment.note_payer", R"sql(
    UPDATE payment_attempts SET address = $2
     WHERE order_id = $1 AND address IS NULL AND state IN ('stored', 'open'))sql"};

struct Counts {
  std::int64_t cart;
  std::int64_t address;
  std::int64_t card;   // of the card that was declined most, of those that this payer tried
  std::int64_t pages;  // of the cart
  std::int64_t shop_declined;
  std::int64_t shop_paid;
  static constexpr auto columns() {
    return base::Columns<&Counts::cart, &Counts::address, &Counts::card, &Counts::pages,
                         &Counts::shop_declined, &Counts::shop_paid>{};
  }
};
const Query<Counts(std::optional<CartId>, std::optional<OrderId>, std::optional<std::string>,
                   Instant, Instant)>
    kCounts{"payment.count_declines", R"sql(
    WITH of_cart AS (
      SELECT fingerprint FROM payment_declines WHERE (cart_id = $1 OR order_id = $2) AND at > $4),
    of_address AS (
      SELECT fingerprint FROM payment_declines WHERE address = $3 AND at > $4),
    card AS (
      SELECT count(*) AS n
        FROM payment_declines
       WHERE fingerprint <> '' AND at > $4
         AND fingerprint IN (SELECT fingerprint FROM of_cart
                             UNION SELECT fingerprint FROM of_address)
       GROUP BY fingerprint)
    SELECT (SELECT count(*) FROM of_cart),
           (SELECT count(*) FROM of_address),
           (SELECT coalesce(max(n), 0) FROM card),
           (SELECT count(*) FROM orders o JOIN payment_attempts a ON a.order_id = o.id
             WHERE o.cart_id = $1 AND a.created_at > $4),
           (SELECT count(*) FROM payment_declines WHERE at > $5),
           (SELECT count(*) FROM payment_charges WHERE made_at > $5 AND status = 'succeeded'))sql"};

const Query<void(Instant, std::int64_t)> kSweep{"payment.sweep_declines", R"sql(
    DELETE FROM payment_declines WHERE id IN (
      SELECT id FROM payment_declines WHERE at < $1 ORDER BY at LIMIT $2))sql"};

// An attack on the whole shop is seen by what happens now, not by what a day brings.
constexpr std::chrono::minutes kLately{10};

// A person mistypes and borrows, but not so often: at this many times a limit no proof helps.
constexpr std::int64_t kHarder = 4;

bool is_over(const Counts& n, const base::Config::Carding& limits, std::int64_t times) {
  return n.cart >= times * limits.cart_declines || n.address >= times * limits.address_declines ||
         n.card >= times * limits.card_declines;
}

}  // namespace

Demand demand(store::Tx& tx, const Payer& payer, const base::Config::Carding& limits, Instant now) {
  const auto since = now - std::chrono::hours{limits.window_hours};
  const auto n = tx.one(kCounts, payer.cart, payer.order, payer.address, since, now - kLately);
  if (n.pages >= limits.cart_pages || is_over(n, limits, kHarder)) return Demand::Rest;
  const bool attacked =
      n.shop_declined >= limits.shop_declines &&
      n.shop_declined * 100 >= (n.shop_declined + n.shop_paid) * limits.shop_percent;
  return attacked || is_over(n, limits, 1) ? Demand::Proof : Demand::None;
}

void note_payer(store::Tx& tx, OrderId order, const Payer& payer) {
  if (payer.address) tx.exec(kNotePayer, order, payer.address);
}

void decline_seen(store::Tx& tx, const Decline& decline, const base::Config::Carding& limits,
                  Instant now) {
  const auto attempt = tx.one_or_none(kKeep, decline.name, decline.order, decline.fingerprint,
                                      decline.code, decline.at);
  if (!attempt || tx.one(kOnPage, *attempt) < limits.page_declines) return;
  base::JsonWriter json;
  json.begin_object().field("attempt", attempt->raw()).end_object();
  store::enqueue(tx, "stripe.end_page", "attempt-" + std::to_string(attempt->raw()), {json.take()},
                 now, now);
}

std::int64_t sweep_declines(store::Tx& tx, Instant before, std::int64_t limit) {
  return tx.exec(kSweep, before, limit);
}

}  // namespace payment
