#include "order/life.h"

#include <map>

#include "base/columns.h"

namespace order {
namespace {

using store::Query;

struct ItemUnits {
  base::StockItemId item;
  int units;
  static constexpr auto columns() { return base::Columns<&ItemUnits::item, &ItemUnits::units>{}; }
};
const Query<ItemUnits(std::vector<OrderLineId>, std::vector<int>)> kStock{"order.stock_of_units",
                                                                          R"sql(
    SELECT s.stock_item_id, sum(s.units / l.units * d.units)::int
      FROM unnest($1::bigint[], $2::int[]) AS d (line, units)
      JOIN order_lines l ON l.id = d.line
      JOIN order_line_stock s ON s.order_line_id = l.id
     GROUP BY s.stock_item_id ORDER BY s.stock_item_id)sql"};

struct Extent {
  std::string state;
  int units;
  int fulfilled;
  int cancelled;
  int parcels_on_the_way;  // packed ones too
  static constexpr auto columns() {
    return base::Columns<&Extent::state, &Extent::units, &Extent::fulfilled, &Extent::cancelled,
                         &Extent::parcels_on_the_way>{};
  }
};
const Query<Extent(OrderId)> kExtent{"order.extent", R"sql(
    SELECT o.state, l.units, l.fulfilled, l.cancelled,
           (SELECT count(*) FROM fulfilments f
             WHERE f.order_id = o.id AND f.state IN ('packed', 'shipped'))::int
      FROM orders o
      JOIN LATERAL (SELECT sum(units)::int AS units, sum(fulfilled_units)::int AS fulfilled,
                           sum(cancelled_units)::int AS cancelled
                      FROM order_lines WHERE order_id = o.id) l ON true
     WHERE o.id = $1)sql"};

State where(const Extent& e, State now) {
  if (e.cancelled == e.units) return State::Cancelled;
  if (e.fulfilled == 0) return now;
  if (e.fulfilled + e.cancelled < e.units) return State::PartlyShipped;
  return e.parcels_on_the_way == 0 ? State::Delivered : State::Shipped;
}

}  // namespace

std::vector<inventory::Demand> stock_of(store::Tx& tx, const std::vector<LineUnits>& lines) {
  const auto columns = columns_of(lines);
  std::vector<inventory::Demand> demands;
  for (const auto& row : tx.all(kStock, columns.lines, columns.units))
    demands.push_back({row.item, row.units});
  return demands;
}

void settle_state(store::Tx& tx, OrderId order, const Because& because, Instant now) {
  const auto extent = tx.one(kExtent, order);
  auto state = *parse_state(extent.state);
  const auto end = where(extent, state);
  if (state == end) return;
  // What is delivered was shipped before; history says both.
  if (end == State::Delivered && state != State::Shipped) {
    move(tx, order, state, State::Shipped, because, now);
    state = State::Shipped;
  }
  move(tx, order, state, end, because, now);
}

bool is_open(const Locked& order) {
  const auto state = parse_state(order.state);
  return state == State::Placed || state == State::PartlyShipped;
}

LineColumns columns_of(const std::vector<LineUnits>& lines) {
  std::map<OrderLineId, int> units;
  for (const auto& line : lines) units[line.line] += line.units;
  LineColumns out;
  for (const auto& [line, n] : units) {
    out.lines.push_back(line);
    out.units.push_back(n);
  }
  return out;
}

}  // namespace order
