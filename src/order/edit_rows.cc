#include "order/edit_rows.h"

#include "base/columns.h"

namespace order {
namespace {

using store::Query;
template <class T>
using Column = std::vector<T>;

const Query<OpenEdit(OrderEditId)> kOpen{"order.open_edit", R"sql(
    SELECT id, order_id, reason, shipping_change_cents, return_id
      FROM order_edits WHERE id = $1 AND state = 'open')sql"};
const Query<OrderId(OrderEditId)> kOrderOf{"order.order_of_edit", R"sql(
    SELECT order_id FROM order_edits WHERE id = $1)sql"};
const Query<OrderEditId(OrderId, std::optional<base::ReturnId>, std::string, std::string, Instant)>
    kBegin{"order.begin_edit", R"sql(
    INSERT INTO order_edits (order_id, state, return_id, reason, actor, opened_at)
    VALUES ($1, 'open', $2, $3, $4, $5) RETURNING id)sql"};

const Query<Wish(OrderEditId)> kWishes{"order.edit_wishes", R"sql(
    SELECT e.variant_id, e.units, e.staff_price_cents, e.reason, v.sku, p.title,
           v.state = 'active' AND p.state = 'active', p.kind = 'gift_card',
           EXISTS (SELECT FROM variant_dropship d WHERE d.variant_id = v.id)
             OR NOT EXISTS (SELECT FROM variant_stock s WHERE s.variant_id = v.id)
      FROM order_edit_lines e
      JOIN variants v ON v.id = e.variant_id
      JOIN products p ON p.id = v.product_id
     WHERE e.edit_id = $1 ORDER BY e.variant_id)sql"};

struct UnitsOf {
  OrderLineId line;
  int units;
  static constexpr auto columns() { return base::Columns<&UnitsOf::line, &UnitsOf::units>{}; }
};
const Query<UnitsOf(OrderEditId)> kCancels{"order.edit_cancels", R"sql(
    SELECT order_line_id, units FROM order_edit_cancels WHERE edit_id = $1
     ORDER BY order_line_id)sql"};
const Query<UnitsOf(base::ReturnId)> kComing{"order.coming_back", R"sql(
    SELECT l.order_line_id, CASE r.state WHEN 'received' THEN l.received_units ELSE l.units END
      FROM returns r JOIN return_lines l ON l.return_id = r.id
     WHERE r.id = $1 AND r.state <> 'closed' AND (r.state <> 'received' OR l.received_units > 0)
     ORDER BY l.order_line_id)sql"};
const Query<bool(base::ReturnId)> kApproved{"order.is_return_approved", R"sql(
    SELECT state IN ('approved', 'received', 'closed') FROM returns WHERE id = $1)sql"};
const Query<Address(OrderEditId)> kWanted{"order.wanted_address", R"sql(
    SELECT name, company, line1, line2, city, state, zip, phone
      FROM order_edit_addresses WHERE edit_id = $1 AND side = 'wanted')sql"};

const Query<Amounts(OrderId)> kAmounts{"order.amounts", R"sql(
    SELECT subtotal_cents, discount_cents, shipping_cents, shipping_discount_cents, tax_cents
      FROM orders WHERE id = $1)sql"};

// Lines that edits added were taxed after these: they say nothing new.
const Query<FrozenRate(OrderId)> kGoodsRates{"order.goods_rates", R"sql(
    SELECT t.id, t.rate_percent, t.taxable_cents, t.tax_cents, l.cents
      FROM (SELECT position, total_cents - discount_cents AS cents
              FROM order_lines WHERE order_id = $1 AND kind = 'goods' AND edit_id IS NULL
             ORDER BY total_cents - discount_cents DESC, position LIMIT 1) l
      JOIN order_taxes t ON t.order_id = $1 AND t.position = l.position
     ORDER BY t.id)sql"};
const Query<FrozenRate(OrderId)> kShippingRates{"order.shipping_rates", R"sql(
    SELECT t.id, t.rate_percent, t.taxable_cents, t.tax_cents, s.cents
      FROM orders o
     CROSS JOIN LATERAL (
       SELECT o.shipping_cents - o.shipping_discount_cents
              - coalesce(sum(shipping_cents_after - shipping_cents_before), 0)::bigint AS cents
         FROM order_edits WHERE order_id = o.id AND state = 'confirmed') s
      JOIN order_taxes t ON t.order_id = o.id AND t.position IS NULL AND t.edit_id IS NULL
     WHERE o.id = $1 AND s.cents > 0
     ORDER BY t.id)sql"};
const Query<bool(OrderId)> kHasGoods{"order.has_goods", R"sql(
    SELECT EXISTS (SELECT FROM order_lines
                    WHERE order_id = $1 AND kind = 'goods' AND edit_id IS NULL))sql"};

struct ItemUnits {
  base::StockItemId item;
  int units;
  static constexpr auto columns() { return base::Columns<&ItemUnits::item, &ItemUnits::units>{}; }
};
const Query<ItemUnits(Column<VariantId>, Column<int>)> kDemands{"order.demands_of", R"sql(
    SELECT s.stock_item_id, sum(s.units * d.units)::int
      FROM unnest($1::bigint[], $2::int[]) AS d (variant, units)
     CROSS JOIN LATERAL (
       SELECT stock_item_id, units FROM variant_stock WHERE variant_id = d.variant OFFSET 0
     ) s
     GROUP BY s.stock_item_id ORDER BY s.stock_item_id)sql"};
const Query<ItemUnits(OrderEditId)> kStockOfEdit{"order.stock_of_edit", R"sql(
    SELECT s.stock_item_id, sum(s.units)::int
      FROM order_lines l JOIN order_line_stock s ON s.order_line_id = l.id
     WHERE l.edit_id = $1
     GROUP BY s.stock_item_id ORDER BY s.stock_item_id)sql"};
const Query<Lacking(Column<base::StockItemId>, Column<int>, Instant)> kLacking{"order.edit_lacks",
                                                                               R"sql(
    SELECT v.sku, d.units, greatest(available(s.id, $3), 0)
      FROM unnest($1::bigint[], $2::int[]) AS d (item, units)
      JOIN stock_items s ON s.id = d.item
      JOIN variants v ON v.id = s.variant_id
     WHERE d.units > available(s.id, $3)
     ORDER BY s.id)sql"};

const Query<void(OrderEditId, std::string, Instant)> kEnd{"order.end_edit", R"sql(
    UPDATE order_edits SET state = $2, ended_at = $3 WHERE id = $1 AND state = 'open')sql"};
const Query<void(OrderEditId, Instant, Money, Money, Money, Money, Money, Money, Money, Money,
                 Money, Money)>
    kConfirm{"order.confirm_edit", R"sql(
    UPDATE order_edits
       SET state = 'confirmed', ended_at = $2, subtotal_cents_before = $3,
           discount_cents_before = $4, shipping_cents_before = $5,
           shipping_discount_cents_before = $6, tax_cents_before = $7, subtotal_cents_after = $8,
           discount_cents_after = $9, shipping_cents_after = $10,
           shipping_discount_cents_after = $11, tax_cents_after = $12
     WHERE id = $1 AND state = 'open')sql"};
const Query<void(OrderId, Money, Money, Money, Money, Money)> kRaise{"order.raise_amounts", R"sql(
    UPDATE orders o
       SET subtotal_cents = $2, discount_cents = $3, shipping_cents = $4,
           shipping_discount_cents = $5, tax_cents = $6,
           total_cents = $2::bigint - $3::bigint + $4::bigint - $5::bigint + $6::bigint,
           due_cents = $2::bigint - $3::bigint + $4::bigint - $5::bigint + $6::bigint - tender_cents
     WHERE id = $1)sql"};

const Query<void(OrderEditId, OrderId)> kAddressBefore{"order.edit_address_before", R"sql(
    INSERT INTO order_edit_addresses (edit_id, side, name, company, line1, line2, city, state, zip,
                                      phone)
    SELECT $1, 'before', name, company, line1, line2, city, state, zip, phone
      FROM order_addresses WHERE order_id = $2)sql"};
const Query<void(OrderEditId, OrderId)> kAddress{"order.change_address", R"sql(
    UPDATE order_addresses a
       SET name = w.name, company = w.company, line1 = w.line1, line2 = w.line2, city = w.city,
           state = w.state, zip = w.zip, phone = w.phone
      FROM order_edit_addresses w
     WHERE a.order_id = $2 AND w.edit_id = $1 AND w.side = 'wanted')sql"};

// Behind the lines that there are, in the order of the columns.
const Query<void(OrderId, OrderEditId, Column<VariantId>, Column<int>, Column<Money>, Column<Money>,
                 Column<Money>)>
    kLines{"order.add_lines", R"sql(
    WITH line AS (
      INSERT INTO order_lines (order_id, position, variant_id, sku, mpn, title, slug, condition,
                               units, unit_price_cents, total_cents, discount_cents, tax_cents,
                               edit_id)
      SELECT $1, (SELECT max(position) FROM order_lines WHERE order_id = $1) + a.nth, v.id, v.sku,
             p.mpn, p.title, p.slug, v.condition, a.units, a.price, a.total, 0, a.tax, $2
        FROM unnest($3::bigint[], $4::int[], $5::bigint[], $6::bigint[], $7::bigint[])
             WITH ORDINALITY AS a (variant, units, price, total, tax, nth)
        JOIN variants v ON v.id = a.variant
        JOIN products p ON p.id = v.product_id
      RETURNING id, variant_id, units)
    INSERT INTO order_line_stock (order_line_id, stock_item_id, units)
    SELECT line.id, vs.stock_item_id, vs.units * line.units
      FROM line
     CROSS JOIN LATERAL (
       SELECT stock_item_id, units FROM variant_stock WHERE variant_id = line.variant_id OFFSET 0
     ) vs)sql"};
// Each as the frozen row that it is like, worked out here; of no variant: of the shipping.
const Query<void(OrderId, OrderEditId, Column<std::optional<VariantId>>, Column<std::int64_t>,
                 Column<Money>, Column<Money>)>
    kTaxes{"order.add_taxes", R"sql(
    INSERT INTO order_taxes (order_id, position, jurisdiction, rate_percent, taxable_cents,
                             tax_cents, reason, label, level, tax_type, tax_code, provider,
                             edit_id)
    SELECT $1, l.position, t.jurisdiction, t.rate_percent, a.taxable, a.tax, t.reason, t.label,
           t.level, t.tax_type, t.tax_code,
           'manual', $2
      FROM unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
           WITH ORDINALITY AS a (variant, like_id, taxable, tax, nth)
      JOIN order_taxes t ON t.id = a.like_id
      LEFT JOIN order_lines l ON l.edit_id = $2 AND l.variant_id = a.variant
     ORDER BY a.nth)sql"};

std::vector<inventory::Demand> demands(const std::vector<ItemUnits>& rows) {
  std::vector<inventory::Demand> out;
  for (const auto& row : rows) out.push_back({row.item, row.units});
  return out;
}

}  // namespace

std::optional<OpenEdit> read_edit(store::Tx& tx, OrderEditId edit) {
  return tx.one_or_none(kOpen, edit);
}

std::optional<OpenEdit> lock_edit(store::Tx& tx, OrderEditId edit) {
  const auto order = tx.one_or_none(kOrderOf, edit);
  if (!order || !lock_order(tx, *order)) return std::nullopt;
  return read_edit(tx, edit);
}

OrderEditId open(store::Tx& tx, OrderId order, std::optional<base::ReturnId> of,
                 const Because& because, Instant now) {
  return tx.one(kBegin, order, of, because.reason, because.actor, now);
}

std::vector<Wish> wishes(store::Tx& tx, OrderEditId edit) {
  return tx.all(kWishes, edit);
}

std::vector<LineUnits> cancels(store::Tx& tx, OrderEditId edit) {
  std::vector<LineUnits> out;
  for (const auto& row : tx.all(kCancels, edit)) out.push_back({row.line, row.units});
  return out;
}

std::vector<LineUnits> coming_back(store::Tx& tx, base::ReturnId id) {
  std::vector<LineUnits> out;
  for (const auto& row : tx.all(kComing, id)) out.push_back({row.line, row.units});
  return out;
}

bool is_approved(store::Tx& tx, base::ReturnId id) {
  return tx.one(kApproved, id);
}

std::optional<Address> wanted_address(store::Tx& tx, OrderEditId edit) {
  return tx.one_or_none(kWanted, edit);
}

Amounts amounts(store::Tx& tx, OrderId order) {
  return tx.one(kAmounts, order);
}

std::vector<FrozenRate> goods_rates(store::Tx& tx, OrderId order) {
  return tx.all(kGoodsRates, order);
}

std::vector<FrozenRate> shipping_rates(store::Tx& tx, OrderId order) {
  return tx.all(kShippingRates, order);
}

bool has_goods(store::Tx& tx, OrderId order) {
  return tx.one(kHasGoods, order);
}

std::vector<inventory::Demand> demands_of(store::Tx& tx, const std::vector<AddedLine>& added) {
  Column<VariantId> variants;
  Column<int> units;
  for (const auto& line : added) {
    variants.push_back(line.variant);
    units.push_back(line.units);
  }
  return demands(tx.all(kDemands, variants, units));
}

std::vector<Lacking> lacking(store::Tx& tx, const std::vector<inventory::Demand>& needed,
                             Instant now) {
  Column<base::StockItemId> items;
  Column<int> units;
  for (const auto& demand : needed) {
    items.push_back(demand.item);
    units.push_back(demand.units);
  }
  return tx.all(kLacking, items, units, now);
}

void end_edit(store::Tx& tx, OrderEditId edit, const std::string& state, Instant now) {
  BASE_CHECK(tx.exec(kEnd, edit, state, now) == 1);
}

void confirm(store::Tx& tx, const EditPreview& plan, Instant now) {
  const auto& b = plan.before;
  const auto& a = plan.after;
  BASE_CHECK(tx.exec(kConfirm, plan.edit, now, b.subtotal, b.discount, b.shipping,
                     b.shipping_discount, b.tax, a.subtotal, a.discount, a.shipping,
                     a.shipping_discount, a.tax) == 1);
}

void raise(store::Tx& tx, const EditPreview& plan) {
  const auto& a = plan.after;
  if (a != plan.before)
    tx.exec(kRaise, plan.order, a.subtotal, a.discount, a.shipping, a.shipping_discount, a.tax);
}

void change_address(store::Tx& tx, const EditPreview& plan) {
  BASE_CHECK(tx.exec(kAddress, plan.edit, plan.order) == 1);
}

void keep_address_before(store::Tx& tx, const EditPreview& plan) {
  BASE_CHECK(tx.exec(kAddressBefore, plan.edit, plan.order) == 1);
}

void insert_added(store::Tx& tx, const EditPreview& plan) {
  Column<VariantId> variants;
  Column<int> units;
  Column<Money> prices;
  Column<Money> totals;
  Column<Money> line_taxes;
  Column<std::optional<VariantId>> taxed;
  Column<std::int64_t> like;
  Column<Money> taxable;
  Column<Money> tax;
  const auto put = [&](std::optional<VariantId> variant, const std::vector<EditTax>& rows) {
    for (const auto& row : rows) {
      taxed.push_back(variant);
      like.push_back(row.like);
      taxable.push_back(row.taxable);
      tax.push_back(row.tax);
    }
  };
  for (const auto& line : plan.added) {
    variants.push_back(line.variant);
    units.push_back(line.units);
    prices.push_back(line.unit_price);
    totals.push_back(line.total());
    line_taxes.push_back(line.tax());
    put(line.variant, line.taxes);
  }
  put(std::nullopt, plan.shipping_taxes);
  if (!variants.empty())
    tx.exec(kLines, plan.order, plan.edit, variants, units, prices, totals, line_taxes);
  if (!like.empty()) tx.exec(kTaxes, plan.order, plan.edit, taxed, like, taxable, tax);
}

std::vector<inventory::Demand> stock_of_edit(store::Tx& tx, OrderEditId edit) {
  return demands(tx.all(kStockOfEdit, edit));
}

}  // namespace order
