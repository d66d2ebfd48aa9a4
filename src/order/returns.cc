#include "order/returns.h"

#include <algorithm>
#include <array>

#include "base/json_writer.h"
#include "inventory/fulfil.h"
#include "order/books.h"
#include "order/life.h"
#include "store/outbox.h"

namespace order {
namespace {

using store::Query;
template <class T>
using Column = std::vector<T>;

constexpr std::array<std::pair<ReturnReason, std::string_view>, 7> kReasons = {{
    {ReturnReason::NotNeeded, "not_needed"},
    {ReturnReason::WrongItem, "wrong_item"},
    {ReturnReason::Damaged, "damaged"},
    {ReturnReason::Defective, "defective"},
    {ReturnReason::NotAsDescribed, "not_as_described"},
    {ReturnReason::Late, "late"},
    {ReturnReason::Other, "other"},
}};

const Query<OrderLineId(OrderId, Column<OrderLineId>, Column<int>)> kReturnable{"order.returnable",
                                                                                R"sql(
    SELECT r.order_line_id
      FROM unnest($2::bigint[], $3::int[]) AS d (line, units)
      JOIN returnable_units r ON r.order_line_id = d.line AND r.order_id = $1
     WHERE d.units <= r.units)sql"};

const Query<Returnable(OrderId, Instant, int)> kBuyersReturnable{"order.buyers_returnable", R"sql(
    SELECT l.id, l.position, l.title, l.sku, r.units, came.at + make_interval(days => $3)
      FROM returnable_units r
      JOIN order_lines l ON l.id = r.order_line_id
      JOIN orders o ON o.id = l.order_id
     CROSS JOIN LATERAL (
       SELECT max(coalesce(f.delivered_at, f.shipped_at + make_interval(days => o.max_days))) AS at
         FROM fulfilments f JOIN fulfilment_lines fl ON fl.fulfilment_id = f.id
        WHERE fl.order_line_id = l.id) AS came
     WHERE r.order_id = $1 AND r.units > 0 AND l.condition <> 'for_parts'
       AND came.at + make_interval(days => $3) >= $2
     ORDER BY l.position)sql"};

const Query<AskedReturn(OrderId, std::string, std::string, Instant, Column<OrderLineId>,
                        Column<int>, Column<std::string>)>
    kAsk{"order.ask_return", R"sql(
    WITH asked AS (
      INSERT INTO returns (order_id, number, state, reason, actor, requested_at)
      VALUES ($1, draw_number('return')::text, 'requested', $2, $3, $4)
      RETURNING id, number),
    lined AS (
      INSERT INTO return_lines (return_id, order_line_id, units, reason)
      SELECT asked.id, d.line, d.units, d.reason
        FROM asked, unnest($5::bigint[], $6::int[], $7::text[]) AS d (line, units, reason))
    SELECT id, number FROM asked)sql"};

const Query<void(ReturnId, std::string, std::string, Instant)> kAnswer{"order.answer_return", R"sql(
    UPDATE returns SET state = $2, answer = $3, answered_at = $4
     WHERE id = $1 AND state = 'requested')sql"};

// An exchange that was begun for it is not to be.
const Query<void(ReturnId, Instant)> kNoExchange{"order.abandon_exchange", R"sql(
    UPDATE order_edits SET state = 'abandoned', ended_at = $2
     WHERE return_id = $1 AND state = 'open')sql"};

const Query<void(ReturnId, Instant)> kReceive{"order.receive_return", R"sql(
    UPDATE returns SET state = 'received', received_at = $2
     WHERE id = $1 AND state = 'approved')sql"};
const Query<OrderLineId(ReturnId, Column<OrderLineId>, Column<int>, Column<int>,
                        Column<std::string>)>
    kReceiveLines{"order.receive_return_lines", R"sql(
    WITH came AS (
      UPDATE return_lines r SET received_units = d.units, resellable_units = d.resellable,
                                grade = d.grade
        FROM unnest($2::bigint[], $3::int[], $4::int[], $5::text[]) AS d (line, units, resellable, grade)
       WHERE r.return_id = $1 AND r.order_line_id = d.line
         AND d.units <= r.units AND d.resellable <= d.units
      RETURNING r.order_line_id, r.received_units)
    UPDATE order_lines l SET returned_units = l.returned_units + came.received_units
      FROM came WHERE l.id = came.order_line_id
    RETURNING l.id)sql"};

const Query<void(ReturnId, Instant)> kClose{"order.close_return", R"sql(
    UPDATE returns SET state = 'closed', closed_at = $2 WHERE id = $1 AND state = 'received')sql"};

const Query<OrderId(ReturnId)> kOrderOf{"order.order_of_return", R"sql(
    SELECT order_id FROM returns WHERE id = $1)sql"};

const Query<ReturnRow(OrderId)> kReturns{"order.returns", R"sql(
    SELECT id, order_id, number, state, reason, answer, actor, requested_at, received_at, closed_at
      FROM returns WHERE order_id = $1 ORDER BY id)sql"};
const Query<ReturnRow(std::string)> kFind{"order.find_return", R"sql(
    SELECT id, order_id, number, state, reason, answer, actor, requested_at, received_at, closed_at
      FROM returns WHERE number = $1)sql"};
const Query<ReturnLineRow(ReturnId)> kLines{"order.return_lines", R"sql(
    SELECT r.order_line_id, l.sku, l.title, r.units, r.received_units, r.resellable_units, r.grade,
           r.reason
      FROM return_lines r JOIN order_lines l ON l.id = r.order_line_id
     WHERE r.return_id = $1 ORDER BY l.position)sql"};

std::optional<Locked> lock_order_of(store::Tx& tx, ReturnId id) {
  const auto order = tx.one_or_none(kOrderOf, id);
  return order ? lock_order(tx, *order) : std::nullopt;
}

std::string name(ReturnId id) {
  return "return " + std::to_string(id.raw());
}

void tell(store::Tx& tx, const char* mail, OrderId order, ReturnId id, Instant now) {
  base::JsonWriter json;
  json.begin_object().field("order", order.raw()).field("return", id.raw()).end_object();
  store::enqueue(tx, mail, "return-" + std::to_string(id.raw()), {json.take()}, now, now);
}

// What the units that came give back. A fee is split over the lines by what their goods come to.
base::Result<Grant, ReturnRefusal> grant_of(store::Tx& tx, OrderId order, ReturnId id, Money fee) {
  std::vector<LineUnits> came;
  for (const auto& line : return_lines(tx, id))
    if (line.received > 0) came.push_back({line.line, line.received});
  const auto now = books(tx, order);
  Give give{not_granted(now, came), {}, {}};
  auto grant = shares(now, give);
  BASE_CHECK(grant);
  if (fee.is_zero()) return *grant;
  if (fee > grant->sum(Share::Goods)) return ReturnRefusal::FeeTooHigh;
  std::vector<std::int64_t> weights;
  for (const auto& share : grant->shares)
    if (share.share == Share::Goods) weights.push_back(share.amount.in_cents());
  give.fees = base::split(fee, weights);
  grant = shares(now, give);
  if (!grant) return ReturnRefusal::FeeTooHigh;
  return *grant;
}

}  // namespace

std::string_view to_word(ReturnReason reason) {
  for (const auto& [known, word] : kReasons)
    if (known == reason) return word;
  return "";
}

std::vector<Returnable> returnable(store::Tx& tx, OrderId order, Instant now) {
  return tx.all(kBuyersReturnable, order, now, kReturnDays);
}

std::optional<ReturnReason> parse_return_reason(std::string_view word) {
  for (const auto& [reason, known] : kReasons)
    if (known == word) return reason;
  return std::nullopt;
}

base::Result<AskedReturn, AskReturnRefusal> ask_return(store::Tx& tx, OrderId order,
                                                       const std::vector<ReturnWish>& wishes,
                                                       const Because& because, Instant now) {
  if (!lock_order(tx, order)) return AskReturnRefusal::NoOrder;
  if (wishes.empty()) return AskReturnRefusal::Nothing;
  Column<OrderLineId> lines;
  Column<int> units;
  Column<std::string> reasons;
  for (const auto& wish : wishes) {
    BASE_CHECK(wish.units > 0);
    lines.push_back(wish.line);
    units.push_back(wish.units);
    reasons.emplace_back(to_word(wish.reason));
  }
  if (tx.all(kReturnable, order, lines, units).size() != lines.size())
    return AskReturnRefusal::MoreUnits;
  auto asked = tx.one(kAsk, order, because.reason, because.actor, now, lines, units, reasons);
  note(tx, order, "return asked for", {because.actor, "return number " + asked.number}, now);
  return asked;
}

base::Result<AskedReturn, AskReturnRefusal> ask_return_of_buyer(
    store::Tx& tx, OrderId order, const std::vector<ReturnWish>& wishes, const std::string& reason,
    Instant now) {
  if (!lock_order(tx, order)) return AskReturnRefusal::NoOrder;
  const auto open = returnable(tx, order, now);
  for (const auto& wish : wishes)
    if (std::none_of(open.begin(), open.end(), [&](const auto& line) {
          return line.line == wish.line && line.units >= wish.units;
        }))
      return AskReturnRefusal::MoreUnits;
  const auto asked = ask_return(tx, order, wishes, {"shopper", reason}, now);
  if (asked) tell(tx, "mail.staff_return", order, asked->id, now);
  return asked;
}

base::Result<base::Done, ReturnRefusal> answer_return(store::Tx& tx, ReturnId id, Answer answer,
                                                      const Because& because, Instant now) {
  const auto order = lock_order_of(tx, id);
  if (!order) return ReturnRefusal::NoSuchReturn;
  const auto* const word = answer == Answer::Approved ? "approved" : "refused";
  if (tx.exec(kAnswer, id, word, because.reason, now) == 0) return ReturnRefusal::NotNow;
  if (answer == Answer::Refused) tx.exec(kNoExchange, id, now);
  note(tx, order->id, std::string{"return "} + word, because, now);
  tell(tx, "mail.return_answered", order->id, id, now);
  return base::Done{};
}

base::Result<base::Done, ReturnRefusal> receive_return(store::Tx& tx, ReturnId id,
                                                       const std::vector<Received>& received,
                                                       const Because& because, Instant now) {
  const auto order = lock_order_of(tx, id);
  if (!order) return ReturnRefusal::NoSuchReturn;
  if (tx.exec(kReceive, id, now) == 0) return ReturnRefusal::NotNow;
  Column<OrderLineId> lines;
  Column<int> units;
  Column<int> resellable;
  Column<std::string> grades;
  std::vector<LineUnits> to_shelf;
  for (const auto& line : received) {
    BASE_CHECK(line.units >= 0 && line.resellable >= 0);
    lines.push_back(line.line);
    units.push_back(line.units);
    resellable.push_back(line.resellable);
    grades.push_back(line.grade);
    if (line.resellable > 0) to_shelf.push_back({line.line, line.resellable});
  }
  if (tx.all(kReceiveLines, id, lines, units, resellable, grades).size() != lines.size())
    return ReturnRefusal::MoreUnits;
  const auto demands = stock_of(tx, to_shelf);
  if (!demands.empty())
    inventory::take_back(tx, demands, {order->id, name(id), because.actor}, now);
  note(tx, order->id, "return received", because, now);
  return base::Done{};
}

base::Result<Granted, ReturnRefusal> close_return(store::Tx& tx, ReturnId id, Money fee,
                                                  const Because& because, Instant now) {
  const auto order = lock_order_of(tx, id);
  if (!order) return ReturnRefusal::NoSuchReturn;
  if (tx.exec(kClose, id, now) == 0) return ReturnRefusal::NotNow;
  const auto grant = grant_of(tx, order->id, id, fee);
  if (!grant) return grant.why();
  const auto refund = write(tx, order->id, RefundKind::Return, *grant, {id, {}}, because, now);
  note(tx, order->id, "return closed", because, now);
  return Granted{refund, *grant};
}

base::Result<Grant, ReturnRefusal> preview_return(store::Tx& tx, ReturnId id, Money fee) {
  const auto order = tx.one_or_none(kOrderOf, id);
  if (!order) return ReturnRefusal::NoSuchReturn;
  return grant_of(tx, *order, id, fee);
}

std::vector<ReturnRow> returns(store::Tx& tx, OrderId order) {
  return tx.all(kReturns, order);
}

std::optional<ReturnRow> find_return(store::Tx& tx, const std::string& number) {
  return tx.one_or_none(kFind, number);
}

std::vector<ReturnLineRow> return_lines(store::Tx& tx, ReturnId id) {
  return tx.all(kLines, id);
}

}  // namespace order
