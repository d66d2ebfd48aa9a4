#include "order/state.h"

#include <array>
#include <utility>

namespace order {
namespace {

constexpr std::array<std::pair<State, std::string_view>, 8> kWords = {{
    {State::AwaitingPayment, "awaiting_payment"},
    {State::Placed, "placed"},
    {State::PartlyShipped, "partly_shipped"},
    {State::Shipped, "shipped"},
    {State::Delivered, "delivered"},
    {State::NeedsAttention, "needs_attention"},
    {State::Cancelled, "cancelled"},
    {State::Expired, "expired"},
}};

constexpr std::array kMoves = {
    Move{State::AwaitingPayment, State::Placed},
    Move{State::AwaitingPayment, State::NeedsAttention},
    Move{State::AwaitingPayment, State::Expired},
    // Paid after all: Stripe's word counts more than our clock.
    Move{State::Expired, State::NeedsAttention},
    Move{State::NeedsAttention, State::Placed},
    Move{State::NeedsAttention, State::Cancelled},
    Move{State::Placed, State::PartlyShipped},
    Move{State::Placed, State::Shipped},
    Move{State::Placed, State::Cancelled},
    Move{State::PartlyShipped, State::Shipped},
    Move{State::Shipped, State::Delivered},
    // A line was added to what had left: edits and exchanges.
    Move{State::Shipped, State::PartlyShipped},
    Move{State::Delivered, State::PartlyShipped},
};

}  // namespace

std::string_view to_word(State state) {
  for (const auto& [known, word] : kWords)
    if (known == state) return word;
  return "";
}

std::optional<State> parse_state(std::string_view word) {
  for (const auto& [state, known] : kWords)
    if (known == word) return state;
  return std::nullopt;
}

std::span<const Move> moves() {
  return kMoves;
}

}  // namespace order
