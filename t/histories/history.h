#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

// Random histories: sequences of steps drawn from a seed. A step names its kind and three numbers;
// what they mean is read when it is played, modulo what is there ("the a-th order"), so that any
// part of a history is a history too. That is what makes shrinking possible.
namespace t::histories {

struct Step {
  std::size_t kind;
  std::uint32_t a;
  std::uint32_t b;
  std::uint32_t c;
  friend bool operator==(const Step&, const Step&) = default;
};
using History = std::vector<Step>;

// The same history for the same seed on every machine. Kind k comes up `weights[k]` times in the
// sum of all weights.
History draw(std::uint64_t seed, const std::vector<int>& weights, std::size_t length);

// What is wrong after playing a history; nothing when all is well.
using Play = std::function<std::optional<std::string>(const History&)>;

// A shortest part that still goes wrong, its numbers as small as they can be: no single step can
// be left out any more. `history` goes wrong.
History shrink(History history, const Play& play);

}  // namespace t::histories
