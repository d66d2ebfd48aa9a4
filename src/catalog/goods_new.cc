#include "catalog/goods.h"
#include "catalog/import_batch.h"
#include "catalog/import_write.h"

namespace catalog {
namespace {

// Who makes a product that somebody else makes in this moment waits, and finds it there.
const store::Query<bool()> kOneAtATime{"catalog.make_goods_alone", R"sql(
    SELECT true FROM pg_advisory_xact_lock(7268))sql"};

}  // namespace

base::Result<base::ProductId, MakeRefused> make_goods(store::Tx& tx,
                                                      const std::vector<ProductRow>& rows,
                                                      base::Instant now) {
  BASE_CHECK(!rows.empty());
  tx.one(kOneAtATime);
  if (!find_products(tx, {rows.front().brand}, {rows.front().mpn}).empty())
    return MakeRefused{MakeWhy::ProductThere};
  std::vector<std::string> skus;
  for (const auto& row : rows) skus.push_back(row.sku);
  for (const auto& known : find_variants(tx, skus))
    if (known) return MakeRefused{MakeWhy::SkuTaken, known->sku};

  static const RowPictures kNoPictures;
  std::vector<RowToApply> apply;
  for (const auto& row : rows) apply.push_back({&row, &kNoPictures, nullptr});
  const auto applied = apply_rows(tx, apply, {}, now).rows;
  for (const auto& row : applied) BASE_CHECK(row.created && row.problem.empty());
  return find_variant(tx, applied.front().variant).value().product;
}

}  // namespace catalog
