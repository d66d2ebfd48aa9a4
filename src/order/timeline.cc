#include "order/timeline.h"

#include <array>

#include "base/columns.h"

namespace order {
namespace {

using store::Query;

struct Row {
  Instant at;
  std::string what;
  std::string state;
  std::string actor;
  std::string reason;
  std::string audience;  // of a comment
  static constexpr auto columns() {
    return base::Columns<&Row::at, &Row::what, &Row::state, &Row::actor, &Row::reason,
                         &Row::audience>{};
  }
};
// At the same moment events come before what was said of them.
const Query<Row(OrderId)> kTimeline{"order.timeline", R"sql(
    SELECT at, what, state, actor, reason, audience
      FROM (SELECT at, what, coalesce(to_state, '') AS state, actor, reason, '' AS audience,
                   0 AS rank, id
              FROM order_events WHERE order_id = $1
            UNION ALL
            SELECT at, 'comment', '', actor, body, audience, 1, id
              FROM order_comments WHERE order_id = $1) entries
     ORDER BY at, rank, id)sql"};

const Query<void(OrderId, std::string, std::string, std::string, Instant)> kComment{"order.comment",
                                                                                    R"sql(
    INSERT INTO order_comments (order_id, audience, body, actor, at)
    SELECT id, $2, $3, $4, $5 FROM orders WHERE id = $1)sql"};

// Which part of an event's reason a customer may read.
enum class Part { None, BeforeColon, AfterColon };
struct Told {
  std::string_view what;
  Part part;
};
// Every event that is told. "parcel 7: UPS 1Z999" loses our name of the parcel, "$10.00: late" the
// words for staff.
constexpr std::array kTold = {
    Told{"moved", Part::None},
    Told{"shipped", Part::AfterColon},
    Told{"parcel delivered", Part::None},
    Told{"gift cards sent", Part::None},
    Told{"return asked for", Part::None},
    Told{"return approved", Part::None},
    Told{"return refused", Part::None},
    Told{"return received", Part::None},
    Told{"order changed", Part::BeforeColon},
    Told{"exchange approved", Part::None},
    Told{"address changed", Part::None},
    Told{"refund granted", Part::BeforeColon},
    Told{"refund sent", Part::BeforeColon},
};

std::string part_of(const std::string& reason, Part part) {
  const auto colon = reason.find(": ");
  switch (part) {
    case Part::None:
      return {};
    case Part::BeforeColon:
      return reason.substr(0, colon);
    case Part::AfterColon:
      return colon == std::string::npos ? std::string{} : reason.substr(colon + 2);
  }
  return {};
}

std::optional<std::string> told(const Row& row) {
  if (row.audience == "customer") return row.reason;
  for (const auto& event : kTold)
    if (row.audience.empty() && event.what == row.what) return part_of(row.reason, event.part);
  return std::nullopt;
}

}  // namespace

std::vector<Entry> timeline(store::Tx& tx, OrderId order) {
  std::vector<Entry> entries;
  for (const auto& row : tx.all(kTimeline, order))
    entries.push_back({row.at, row.what, row.state, row.actor, row.reason, told(row)});
  return entries;
}

base::Result<base::Done, CommentRefusal> comment(store::Tx& tx, OrderId order, Audience audience,
                                                 const Because& because, Instant now) {
  if (because.reason.empty()) return CommentRefusal::Empty;
  const auto* const word = audience == Audience::Customer ? "customer" : "staff";
  if (tx.exec(kComment, order, word, because.reason, because.actor, now) == 0)
    return CommentRefusal::NoOrder;
  return base::Done{};
}

}  // namespace order
