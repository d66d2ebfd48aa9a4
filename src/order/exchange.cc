#include "order/exchange.h"

#include <algorithm>

#include "base/columns.h"
#include "order/books.h"
#include "order/edit_rows.h"
#include "order/worth.h"

namespace order {
namespace {

using store::Query;

struct Of {
  OrderId order;
  std::string state;
  std::string number;
  static constexpr auto columns() { return base::Columns<&Of::order, &Of::state, &Of::number>{}; }
};
const Query<Of(ReturnId)> kReturn{"order.return_to_exchange", R"sql(
    SELECT order_id, state, number FROM returns WHERE id = $1)sql"};

const Query<OrderEditId(ReturnId)> kOpenEdit{"order.edit_of_return", R"sql(
    SELECT id FROM order_edits WHERE return_id = $1 AND state = 'open')sql"};

struct Awaited {
  OrderLineId line;
  int units;
  static constexpr auto columns() { return base::Columns<&Awaited::line, &Awaited::units>{}; }
};
const Query<Awaited(OrderId)> kAwaited{"order.awaited", R"sql(
    SELECT l.order_line_id,
           sum(CASE r.state WHEN 'received' THEN l.received_units ELSE l.units END)::int AS units
      FROM order_edits e
      JOIN returns r ON r.id = e.return_id AND r.state IN ('approved', 'received')
      JOIN return_lines l ON l.return_id = r.id
     WHERE e.order_id = $1 AND e.state = 'confirmed'
     GROUP BY l.order_line_id
    HAVING sum(CASE r.state WHEN 'received' THEN l.received_units ELSE l.units END) > 0
     ORDER BY l.order_line_id)sql"};

// The return with its order's row locked.
std::optional<Of> locked(store::Tx& tx, ReturnId id) {
  const auto of = tx.one_or_none(kReturn, id);
  if (!of || !lock_order(tx, of->order)) return std::nullopt;
  return tx.one(kReturn, id);
}

ExchangeRefused refused(EditWhy why) {
  return {ExchangeWhy::Edit, why};
}

bool is_left(const std::string& state) {
  const auto order = parse_state(state);
  return order == State::Placed || order == State::PartlyShipped || order == State::Shipped ||
         order == State::Delivered;
}

}  // namespace

base::Result<OrderEditId, ExchangeRefused> begin_exchange(store::Tx& tx, ReturnId id,
                                                          const Because& because, Instant now) {
  const auto of = locked(tx, id);
  if (!of) return ExchangeRefused{ExchangeWhy::NoSuchReturn};
  if (of->state == "refused" || of->state == "closed") return ExchangeRefused{ExchangeWhy::NotNow};
  if (!is_left(books(tx, of->order).order.state)) return refused(EditWhy::NotOpen);
  if (open_edit(tx, of->order)) return refused(EditWhy::OneIsOpen);
  for (const auto& edit : edits(tx, of->order))
    if (edit.return_id == id && edit.state == "confirmed") return refused(EditWhy::OneIsOpen);
  const auto edit = open(tx, of->order, id, because, now);
  note(tx, of->order, "exchange begun", {because.actor, "return " + of->number}, now);
  return edit;
}

base::Result<EditPreview, ExchangeRefused> approve_exchange(store::Tx& tx, ReturnId id,
                                                            const std::string& seen,
                                                            const Because& because, Instant now) {
  const auto of = locked(tx, id);
  if (!of) return ExchangeRefused{ExchangeWhy::NoSuchReturn};
  const auto edit = tx.one_or_none(kOpenEdit, id);
  if (!edit) return ExchangeRefused{ExchangeWhy::NoExchange};
  if (of->state == "requested")
    BASE_CHECK(answer_return(tx, id, Answer::Approved, because, now));
  else if (of->state == "closed")
    return ExchangeRefused{ExchangeWhy::NotNow};
  const auto done = confirm_edit(tx, *edit, seen, because, now);
  if (!done) return refused(done.why());
  note(tx, of->order, "exchange approved", {because.actor, "return " + of->number}, now);
  return *done;
}

Money awaited(store::Tx& tx, OrderId order) {
  std::vector<LineUnits> lines;
  for (const auto& row : tx.all(kAwaited, order)) lines.push_back({row.line, row.units});
  return expected_back(books(tx, order), lines);
}

Money to_ask(store::Tx& tx, OrderId order) {
  return std::max(Money{}, account(tx, order).balance() - awaited(tx, order));
}

}  // namespace order
