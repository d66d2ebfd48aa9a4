#pragma once
#include <optional>
#include <span>
#include <string_view>

namespace order {

enum class State {
  AwaitingPayment,
  Placed,
  PartlyShipped,
  Shipped,
  Delivered,
  NeedsAttention,
  Cancelled,
  Expired,
};

// The word in the database and in URLs ("awaiting_payment").
std::string_view to_word(State state);
std::optional<State> parse_state(std::string_view word);

struct Move {
  State from;
  State to;
};
// All moves there are (invariant O6). The table order_moves says the same and refuses others; a
// test compares the two.
std::span<const Move> moves();

}  // namespace order
