#include "tax/tax.h"

namespace tax {
namespace {

using store::Query;

const Query<StateSums(Instant, Instant)> kByState{"tax.by_state", R"sql(
    SELECT r.state, count(DISTINCT r.id) FILTER (WHERE r.kind = 'sale'),
           coalesce(sum(i.amount_cents) FILTER (WHERE ours), 0)::bigint,
           coalesce(sum(i.taxable_cents) FILTER (WHERE ours), 0)::bigint,
           coalesce(sum(i.exempt_cents) FILTER (WHERE ours), 0)::bigint,
           coalesce(sum(i.nontaxable_cents) FILTER (WHERE ours), 0)::bigint,
           coalesce(sum(i.tax_cents), 0)::bigint,
           coalesce(-sum(i.tax_cents) FILTER (WHERE r.kind = 'reversal'), 0)::bigint,
           coalesce(sum(i.amount_cents) FILTER (WHERE NOT ours), 0)::bigint,
           coalesce(sum(i.amount_cents) FILTER (WHERE EXISTS (
             SELECT FROM tax_record_parts p
              WHERE p.record_id = i.record_id AND p.item = i.item
                AND p.reason = 'not_collecting')), 0)::bigint
      FROM tax_records r
      JOIN tax_record_items i ON i.record_id = r.id
     CROSS JOIN LATERAL (SELECT r.source <> 'ebay_facilitator' AS ours) whose
     WHERE r.at >= $1 AND r.at < $2
     GROUP BY r.state ORDER BY r.state)sql"};

const Query<JurisdictionSums(Instant, Instant)> kByJurisdiction{"tax.by_jurisdiction", R"sql(
    SELECT r.state, p.jurisdiction, p.label, p.level, p.tax_type, p.rate_percent, p.reason,
           sum(p.taxable_cents)::bigint, sum(p.tax_cents)::bigint
      FROM tax_records r
      JOIN tax_record_parts p ON p.record_id = r.id
     WHERE r.at >= $1 AND r.at < $2
     GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7)sql"};

const Query<Period(std::string)> kMonth{"tax.month", R"sql(
    SELECT first AT TIME ZONE zone, (first + interval '1 month') AT TIME ZONE zone
      FROM tax_settings, LATERAL (SELECT $1::text::timestamp AS first) month)sql"};

const Query<std::string()> kFaults{"tax.faults", R"sql(
    SELECT 'tax: item ' || i.item || ' of record ' || i.record_id || ' says ' || i.tax_cents ||
           ', its parts say ' || coalesce(p.tax, 0)
      FROM tax_record_items i
      LEFT JOIN (SELECT record_id, item, sum(tax_cents) AS tax
                   FROM tax_record_parts GROUP BY record_id, item) p USING (record_id, item)
     WHERE i.tax_cents <> coalesce(p.tax, 0)
    UNION ALL
    SELECT 'tax: more went back of item ' || s.item || ' of record ' || s.record_id ||
           ' than was charged'
      FROM tax_record_items s
      JOIN tax_records r ON r.reverses_id = s.record_id
      JOIN tax_record_items b ON b.record_id = r.id AND b.item = s.item
     GROUP BY s.record_id, s.item
    HAVING s.tax_cents + sum(b.tax_cents) < 0 OR s.amount_cents + sum(b.amount_cents) < 0
    UNION ALL
    SELECT 'tax: record ' || r.id || ' has no items'
      FROM tax_records r WHERE NOT EXISTS (SELECT FROM tax_record_items WHERE record_id = r.id)
     ORDER BY 1)sql"};

bool is_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return false;
  for (const std::size_t at : {0U, 1U, 2U, 3U, 5U, 6U})
    if (text[at] < '0' || text[at] > '9') return false;
  const auto number = text.substr(5);
  return number >= "01" && number <= "12" && text.substr(0, 4) >= "2000";
}

}  // namespace

std::vector<StateSums> by_state(store::Tx& tx, Instant from, Instant until) {
  return tx.all(kByState, from, until);
}

std::vector<JurisdictionSums> by_jurisdiction(store::Tx& tx, Instant from, Instant until) {
  return tx.all(kByJurisdiction, from, until);
}

std::optional<Period> month(store::Tx& tx, const std::string& year_and_month) {
  if (!is_month(year_and_month)) return std::nullopt;
  return tx.one(kMonth, year_and_month + "-01");
}

std::vector<std::string> faults(store::Tx& tx) {
  return tx.all(kFaults);
}

}  // namespace tax
