#include "order/read.h"

#include "base/columns.h"

namespace order {
namespace {

using store::Query;

const Query<Summary(OrderId)> kFind{"order.find", R"sql(
    SELECT id, public_id, number, token, state, attention, email, subtotal_cents, discount_cents,
           shipping_cents - shipping_discount_cents, tax_cents, total_cents, due_cents,
           shipping_method_name, min_days,
           max_days, tax_calculation_id, frozen_at, placed_at, terms, po_number, payment_due_at,
           total_cents - granted_cents - paid_cents
      FROM orders WHERE id = $1)sql"};

const Query<OrderId(std::string)> kByNumber{"order.by_number", R"sql(
    SELECT id FROM orders WHERE number = $1)sql"};

const Query<OrderId(std::string, std::string)> kByToken{"order.by_token", R"sql(
    SELECT id FROM orders WHERE number = $1 AND token = $2)sql"};

const Query<OrderId(CartId)> kByCart{"order.by_cart", R"sql(
    SELECT id FROM orders
     WHERE cart_id = $1 AND number IS NOT NULL AND NOT paid_late ORDER BY id LIMIT 1)sql"};

const Query<Summary(std::optional<std::string>, std::int64_t)> kList{"order.list", R"sql(
    SELECT id, public_id, number, token, state, attention, email, subtotal_cents, discount_cents,
           shipping_cents - shipping_discount_cents, tax_cents, total_cents, due_cents,
           shipping_method_name, min_days,
           max_days, tax_calculation_id, frozen_at, placed_at, terms, po_number, payment_due_at,
           total_cents - granted_cents - paid_cents
      FROM orders
     WHERE placed_at IS NOT NULL AND ($1::text IS NULL OR state = $1)
     ORDER BY placed_at DESC, id DESC LIMIT $2)sql"};

const Query<Summary(Instant)> kOverdue{"order.overdue", R"sql(
    SELECT id, public_id, number, token, state, attention, email, subtotal_cents, discount_cents,
           shipping_cents - shipping_discount_cents, tax_cents, total_cents, due_cents,
           shipping_method_name, min_days,
           max_days, tax_calculation_id, frozen_at, placed_at, terms, po_number, payment_due_at,
           total_cents - granted_cents - paid_cents
      FROM orders
     WHERE payment_due_at <= $1 AND charge_status IN ('none', 'partial') AND placed_at IS NOT NULL
     ORDER BY payment_due_at, id)sql"};

const Query<Line(OrderId)> kLines{"order.lines", R"sql(
    SELECT position, variant_id, sku, mpn, title, slug, condition, units, unit_price_cents,
           total_cents, discount_cents, tax_cents, kind, source, lead_days
      FROM order_lines WHERE order_id = $1 ORDER BY position)sql"};

const Query<Line(OrderId)> kLinesPlaced{"order.lines_placed", R"sql(
    SELECT position, variant_id, sku, mpn, title, slug, condition, units, unit_price_cents,
           total_cents, discount_cents, tax_cents, kind, source, lead_days
      FROM order_lines WHERE order_id = $1 AND edit_id IS NULL ORDER BY position)sql"};

const Query<Address(OrderId)> kAddressPlaced{"order.address_placed", R"sql(
    SELECT b.name, b.company, b.line1, b.line2, b.city, b.state, b.zip, b.phone
      FROM order_edits e
      JOIN order_edit_addresses b ON b.edit_id = e.id AND b.side = 'before'
     WHERE e.order_id = $1 AND e.state = 'confirmed' ORDER BY e.id LIMIT 1)sql"};

struct Charged {
  Money shipping;
  Money tax;
  static constexpr auto columns() { return base::Columns<&Charged::shipping, &Charged::tax>{}; }
};
const Query<Charged(OrderId)> kChargedPlaced{"order.charged_placed", R"sql(
    SELECT coalesce(e.shipping_cents_before - e.shipping_discount_cents_before,
                    o.shipping_cents - o.shipping_discount_cents),
           coalesce(e.tax_cents_before, o.tax_cents)
      FROM orders o
      LEFT JOIN LATERAL (
        SELECT * FROM order_edits WHERE order_id = o.id AND state = 'confirmed'
         ORDER BY id LIMIT 1) e ON true
     WHERE o.id = $1)sql"};
const Query<GiftCardLine(OrderId)> kGiftCardLines{"order.gift_card_lines", R"sql(
    SELECT l.id, l.units, l.unit_price_cents, o.email
      FROM orders o JOIN order_lines l ON l.order_id = o.id AND l.kind = 'gift_card'
     WHERE o.id = $1 ORDER BY l.id)sql"};

const Query<Discount(OrderId)> kDiscounts{"order.discounts", R"sql(
    SELECT position, promotion_id, name, code, class, amount_cents
      FROM order_discounts WHERE order_id = $1 ORDER BY position)sql"};

const Query<Progress(OrderId)> kProgress{"order.progress", R"sql(
    SELECT id, position, sku, title, kind, units, packed_units, fulfilled_units, cancelled_units,
           returned_units, granted_units, total_cents - discount_cents, tax_cents
      FROM order_lines WHERE order_id = $1 ORDER BY position)sql"};

struct UnloadingRow {
  std::optional<std::string> site;
  std::vector<std::string> wishes;
  static constexpr auto columns() {
    return base::Columns<&UnloadingRow::site, &UnloadingRow::wishes>{};
  }
};
const Query<UnloadingRow(OrderId)> kUnloading{"order.unloading", R"sql(
    SELECT unload_site, unload_wishes FROM orders WHERE id = $1)sql"};

const Query<Address(OrderId)> kAddress{"order.address", R"sql(
    SELECT name, company, line1, line2, city, state, zip, phone
      FROM order_addresses WHERE order_id = $1)sql"};

const Query<Event(OrderId)> kHistory{"order.history", R"sql(
    SELECT what, from_state, to_state, actor, reason, at
      FROM order_events WHERE order_id = $1 ORDER BY id)sql"};

const Query<StockNeed(OrderId)> kStockNeeds{"order.stock_needs", R"sql(
    SELECT s.stock_item_id, sum(s.units)::int
      FROM order_line_stock s JOIN order_lines l ON l.id = s.order_line_id
     WHERE l.order_id = $1
     GROUP BY s.stock_item_id ORDER BY s.stock_item_id)sql"};

std::optional<Summary> found(store::Tx& tx, std::optional<OrderId> order) {
  return order ? find(tx, *order) : std::nullopt;
}

}  // namespace

std::optional<Summary> find(store::Tx& tx, OrderId order) {
  return tx.one_or_none(kFind, order);
}

std::vector<Discount> discounts(store::Tx& tx, OrderId order) {
  return tx.all(kDiscounts, order);
}

std::optional<Summary> find_by_number(store::Tx& tx, const std::string& number) {
  return found(tx, tx.one_or_none(kByNumber, number));
}

std::optional<Summary> find_by_token(store::Tx& tx, const std::string& number,
                                     const std::string& token) {
  return found(tx, tx.one_or_none(kByToken, number, token));
}

std::optional<Summary> find_by_cart(store::Tx& tx, CartId cart) {
  return found(tx, tx.one_or_none(kByCart, cart));
}

std::vector<Summary> list(store::Tx& tx, const std::string& state, std::int64_t limit) {
  return tx.all(kList, state.empty() ? std::nullopt : std::optional{state}, limit);
}

std::vector<Summary> overdue(store::Tx& tx, Instant now) {
  return tx.all(kOverdue, now);
}

std::vector<StockNeed> stock_needs(store::Tx& tx, OrderId order) {
  return tx.all(kStockNeeds, order);
}

std::vector<Line> lines(store::Tx& tx, OrderId order) {
  return tx.all(kLines, order);
}

AsPlaced as_placed(store::Tx& tx, OrderId order) {
  const auto charged = tx.one(kChargedPlaced, order);
  const auto was = tx.one_or_none(kAddressPlaced, order);
  return {tx.all(kLinesPlaced, order), was ? *was : address(tx, order), charged.shipping,
          charged.tax};
}

std::vector<Progress> progress(store::Tx& tx, OrderId order) {
  return tx.all(kProgress, order);
}

std::vector<GiftCardLine> gift_card_lines(store::Tx& tx, OrderId order) {
  return tx.all(kGiftCardLines, order);
}

std::string unloading_text(store::Tx& tx, OrderId order) {
  const auto row = tx.one(kUnloading, order);
  const auto told = shipping::unloading_of(row.site, row.wishes);
  return told ? shipping::unloading_text(*told) : "";
}

Address address(store::Tx& tx, OrderId order) {
  return tx.one(kAddress, order);
}

std::vector<Event> history(store::Tx& tx, OrderId order) {
  return tx.all(kHistory, order);
}

}  // namespace order
