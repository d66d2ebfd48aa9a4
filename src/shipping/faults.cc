#include "shipping/shipping.h"

namespace shipping {
namespace {

// The 50 states and DC stand here a second time on purpose: what a fault is told by is not the code
// that makes it.
const store::Query<std::string()> kFaults{"shipping.faults", R"sql(
    SELECT 'shipping: ' || state || ' has no zone'
      FROM unnest(string_to_array('AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME '
                    'MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT '
                    'VA WA WV WI WY', ' ')) state
     WHERE NOT EXISTS (SELECT FROM shipping_zone_states s WHERE s.state = state.state)
    UNION ALL
    SELECT 'shipping: chart ' || c.code || ' says nothing of ZIP3 ' || lpad(gap.zip3::text, 3, '0')
      FROM shipping_charts c
     CROSS JOIN LATERAL (
       SELECT zip3 FROM generate_series(5, 999) zip3
        WHERE NOT EXISTS (SELECT FROM shipping_chart_ranges r
                           WHERE r.chart_id = c.id AND zip3 BETWEEN r.zip3_from AND r.zip3_to)
        ORDER BY zip3 LIMIT 1) gap
    UNION ALL
    SELECT 'shipping: method ' || m.code || ' has no prices'
      FROM shipping_methods m
     WHERE m.active
       AND NOT EXISTS (SELECT FROM shipping_tariffs t JOIN shipping_rates r ON r.tariff_id = t.id
                        WHERE t.method_id = m.id)
    UNION ALL
    SELECT 'shipping: quote ' || q.id || ' has no methods'
      FROM shipping_quotes q
     WHERE NOT EXISTS (SELECT FROM shipping_quote_methods m WHERE m.quote_id = q.id)
     ORDER BY 1)sql"};

}  // namespace

std::vector<std::string> faults(store::Tx& tx) {
  return tx.all(kFaults);
}

}  // namespace shipping
