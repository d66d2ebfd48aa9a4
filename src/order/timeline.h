#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "order/order.h"

// All that happened to an order, in one list: its moves, payments, parcels, returns and refunds, as
// their functions noted them, and what staff said of it.
namespace order {

struct Entry {
  Instant at;
  std::string what;   // an event's word ("moved", "refund sent"), or "comment"
  std::string state;  // where a move led to, else ""
  std::string actor;
  std::string reason;  // for staff
  // What the customer may read beside what happened, often ""; nothing: only staff see the entry.
  std::optional<std::string> told;
};
// Oldest first. The page of an order shows the entries that are told.
std::vector<Entry> timeline(store::Tx& tx, OrderId order);

enum class Audience { Staff, Customer };
enum class CommentRefusal { NoOrder, Empty };
// Staff say something of an order, to each other or to the customer; never edited.
base::Result<base::Done, CommentRefusal> comment(store::Tx& tx, OrderId order, Audience audience,
                                                 const Because& because, Instant now);

}  // namespace order
