#include "cart/cart.h"

namespace cart {
namespace {

const store::Query<Offered(VariantId)> kOffered{"cart.offered", R"sql(
    SELECT p.title, p.slug, v.condition, v.price_cents
      FROM variants v
      JOIN products p ON p.id = v.product_id
     WHERE v.id = $1)sql"};

}  // namespace

std::optional<Offered> offered(store::Tx& tx, VariantId variant) {
  return tx.one_or_none(kOffered, variant);
}

}  // namespace cart
