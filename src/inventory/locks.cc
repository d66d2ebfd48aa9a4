#include "inventory/locks.h"

namespace inventory {
namespace {

using base::CartId;
using base::OrderId;
using base::StockItemId;
using store::Query;

const Query<StockItemId(StockItemId)> kOne{"inventory.lock", R"sql(
    SELECT id FROM stock_items WHERE id = $1 FOR NO KEY UPDATE)sql"};

const Query<StockItemId(std::vector<StockItemId>)> kThese{"inventory.lock_these", R"sql(
    SELECT id FROM stock_items WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE)sql"};

const Query<StockItemId(base::VariantId)> kOfVariant{"inventory.lock_of_variant", R"sql(
    SELECT id FROM stock_items WHERE variant_id = $1 ORDER BY id FOR NO KEY UPDATE)sql"};

const Query<StockItemId(std::vector<StockItemId>, CartId)> kOfCart{"inventory.lock_of_cart", R"sql(
    SELECT id FROM stock_items
     WHERE id = ANY ($1) OR id IN (SELECT stock_item_id FROM holds WHERE cart_id = $2)
     ORDER BY id
       FOR NO KEY UPDATE)sql"};

const Query<StockItemId(OrderId)> kOfOrder{"inventory.lock_of_order", R"sql(
    SELECT id FROM stock_items
     WHERE id IN (SELECT stock_item_id FROM holds WHERE order_id = $1)
     ORDER BY id
       FOR NO KEY UPDATE)sql"};

const Query<std::string(base::PurchaseOrderId)> kPurchase{"inventory.lock_purchase", R"sql(
    SELECT state FROM purchase_orders WHERE id = $1 FOR NO KEY UPDATE)sql"};

const Query<base::SerialId(base::VariantId, std::vector<std::string>)> kSerials{
    "inventory.lock_serials", R"sql(
    SELECT id FROM serials
     WHERE variant_id = $1
       AND upper(serial) IN (SELECT upper(g.serial) FROM unnest($2::text[]) AS g (serial))
     ORDER BY id
       FOR NO KEY UPDATE)sql"};

}  // namespace

void lock_stock(store::Tx& tx, StockItemId item) {
  tx.one(kOne, item);
}

void lock_stock(store::Tx& tx, const std::vector<StockItemId>& items) {
  tx.all(kThese, items);
}

void lock_stock(store::Tx& tx, base::VariantId variant) {
  tx.all(kOfVariant, variant);
}

std::vector<StockItemId> lock_stock(store::Tx& tx, const std::vector<StockItemId>& items,
                                    CartId cart) {
  return tx.all(kOfCart, items, cart);
}

void lock_stock(store::Tx& tx, OrderId order) {
  tx.all(kOfOrder, order);
}

std::optional<std::string> lock_purchase(store::Tx& tx, base::PurchaseOrderId id) {
  return tx.one_or_none(kPurchase, id);
}

void lock_serials(store::Tx& tx, base::VariantId variant, const std::vector<std::string>& serials) {
  tx.all(kSerials, variant, serials);
}

}  // namespace inventory
