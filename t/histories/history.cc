#include "t/histories/history.h"

#include <numeric>
#include <random>

namespace t::histories {
namespace {

bool goes_wrong(const History& history, const Play& play) {
  return play(history).has_value();
}

History without(const History& history, std::size_t from, std::size_t count) {
  History rest;
  for (std::size_t i = 0; i < history.size(); ++i)
    if (i < from || i >= from + count) rest.push_back(history[i]);
  return rest;
}

// Leaves out parts of `size` steps wherever that still goes wrong; true when any went.
bool drop_parts(History& history, std::size_t size, const Play& play) {
  bool dropped = false;
  for (std::size_t from = 0; from + size <= history.size();) {
    auto rest = without(history, from, size);
    if (goes_wrong(rest, play)) {
      history = std::move(rest);
      dropped = true;
    } else {
      from += size;
    }
  }
  return dropped;
}

void lower(History& history, std::uint32_t Step::*number, const Play& play) {
  for (auto& step : history) {
    const auto was = step.*number;
    for (const std::uint32_t smaller : {0U, 1U, was % 8, was / 2}) {
      if (smaller >= was) continue;
      step.*number = smaller;
      if (goes_wrong(history, play)) break;
      step.*number = was;
    }
  }
}

}  // namespace

History draw(std::uint64_t seed, const std::vector<int>& weights, std::size_t length) {
  // The engine's numbers are fixed by the standard; its distributions are not.
  std::mt19937_64 random{seed};
  const auto all = std::accumulate(weights.begin(), weights.end(), 0);
  History history;
  while (history.size() < length) {
    auto ticket = static_cast<int>(random() % static_cast<std::uint64_t>(all));
    std::size_t kind = 0;
    while (ticket >= weights[kind]) ticket -= weights[kind++];
    const auto number = [&] { return static_cast<std::uint32_t>(random() >> 40); };
    const auto a = number();
    const auto b = number();
    history.push_back({kind, a, b, number()});
  }
  return history;
}

History shrink(History history, const Play& play) {
  for (auto size = history.size() / 2; size > 0;)
    if (!drop_parts(history, size, play)) size /= 2;
  for (const auto number : {&Step::a, &Step::b, &Step::c}) lower(history, number, play);
  return history;
}

}  // namespace t::histories
