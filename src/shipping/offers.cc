#include "shipping/shipping.h"

namespace shipping {
namespace {

const store::Query<Offer(std::string, int)> kOffers{"shipping.offers", R"sql(
    SELECT m.code, m.name, r.cents, m.min_days, m.max_days
      FROM shipping_zone_states z
      CROSS JOIN shipping_methods m
      JOIN LATERAL (SELECT cents FROM shipping_rates r
                     WHERE r.method_id = m.id AND r.zone_id = z.zone_id AND r.up_to_g >= $2
                     ORDER BY r.up_to_g LIMIT 1) r ON true
     WHERE z.state = $1 AND m.active
     ORDER BY r.cents, m.position)sql"};

}  // namespace

std::vector<Offer> offers(store::Tx& tx, const std::string& state, int weight_g) {
  BASE_CHECK(weight_g > 0);
  return tx.all(kOffers, state, weight_g);
}

}  // namespace shipping
