#include "pricing/locks.h"

namespace pricing {
namespace {

const store::Query<base::VariantId(std::vector<base::VariantId>)> kLock{"pricing.lock_supplied",
                                                                        R"sql(
    SELECT variant_id FROM channel_overrides
     WHERE channel = 'dropship' AND variant_id = ANY ($1)
     ORDER BY variant_id FOR NO KEY UPDATE)sql"};

}  // namespace

void lock_supplied(store::Tx& tx, const std::vector<base::VariantId>& variants) {
  tx.all(kLock, variants);
}

}  // namespace pricing
