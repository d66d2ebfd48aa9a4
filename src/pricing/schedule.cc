#include "pricing/pricing.h"

namespace pricing {
namespace {

using store::Query;

// The row is the queue of those who apply prices.
const Query<void(Instant)> kTick{"pricing.tick", R"sql(
    UPDATE price_clock SET applied_at = greatest($1::timestamptz, applied_at))sql"};

// Locked by ascending id, as an import locks what it writes.
const Query<void(Instant)> kApply{"pricing.apply", R"sql(
    WITH due AS (
      SELECT v.id, w.price_cents, w.source
        FROM public_prices() w
        JOIN variants v ON v.id = w.variant_id
       WHERE (v.price_cents, v.price_source) IS DISTINCT FROM (w.price_cents, w.source)
       ORDER BY v.id
         FOR NO KEY UPDATE OF v)
    UPDATE variants v
       SET price_cents = due.price_cents, price_source = due.source,
           updated_at = greatest($1::timestamptz, v.updated_at)
      FROM due
     WHERE v.id = due.id)sql"};

const Query<Instant(std::string, int)> kDay{"pricing.day_begins", R"sql(
    SELECT day_begins($1::text::date + $2::int))sql"};

// "2026-12-24", and really a day.
bool is_day(const std::string& text) {
  return text.size() == 10 && base::parse_iso8601(text + "T00:00:00Z").has_value();
}

}  // namespace

int apply_schedules(store::Tx& tx, Instant now) {
  tx.exec(kTick, now);
  return static_cast<int>(tx.exec(kApply, now));
}

std::optional<Instant> day_begins(store::Tx& tx, const std::string& day) {
  if (!is_day(day)) return std::nullopt;
  return tx.one(kDay, day, 0);
}

std::optional<Instant> day_after_begins(store::Tx& tx, const std::string& day) {
  if (!is_day(day)) return std::nullopt;
  return tx.one(kDay, day, 1);
}

}  // namespace pricing
