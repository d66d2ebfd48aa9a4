#include "catalog/shelf_home.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace catalog {
namespace {

using Indexes = ShelfOrder::Indexes;
using Item = ShelfOrder::Item;

constexpr std::size_t kBundles = 4;
constexpr std::size_t kFeatured = 8;
constexpr std::size_t kArrivals = 4;
constexpr std::uint32_t kRackUnits = 12;
constexpr std::uint32_t kMostUnitsOfOne = 4;  // taller devices would fill the drawing alone

bool is_device(const Item& item) {
  return item.in_stock != 0 && item.kind == Item::Device;
}

Indexes bundles(const KeptNumbers<Item>& items) {
  Indexes chosen;
  for (std::size_t i = 0; i < items.size() && chosen.size() < kBundles; ++i)
    if (items[i].kind == Item::Bundle) chosen.push_back(static_cast<std::uint32_t>(i));
  return chosen;
}

// One of each department in turn; one with a picture before one without.
Indexes featured(const ShelfOrder& order) {
  const auto& items = order.items;
  std::vector<Indexes> choices;
  for (const auto& department : order.categories) {
    if (department.parent != ShelfOrder::kNone) continue;
    Indexes choice;
    for (const auto i : department.items)
      if (is_device(items[i])) choice.push_back(i);
    std::stable_partition(choice.begin(), choice.end(),
                          [&](std::uint32_t i) { return items[i].has_photo != 0; });
    choice.resize(std::min(choice.size(), kFeatured));
    choices.push_back(std::move(choice));
  }
  Indexes chosen;
  for (std::size_t round = 0; round < kFeatured; ++round)
    for (const auto& choice : choices)
      if (round < choice.size() && chosen.size() < kFeatured) chosen.push_back(choice[round]);
  return chosen;
}

// One of each maker: a delivery often is of one maker alone.
Indexes arrivals(const ShelfOrder& order) {
  const auto& items = order.items;
  const auto at = [&](std::uint32_t i) {
    return std::tuple{items[i].created_at, items[i].product};
  };
  Indexes newest;
  for (const auto& brand : order.brands) {
    std::optional<std::uint32_t> last;
    for (const auto i : brand.items)
      if (is_device(items[i]) && (!last || at(*last) < at(i))) last = i;
    if (last) newest.push_back(*last);
  }
  std::sort(newest.begin(), newest.end(),
            [&](std::uint32_t a, std::uint32_t b) { return at(b) < at(a); });
  newest.resize(std::min(newest.size(), kArrivals));
  return newest;
}

// One of each maker, those with a picture first, until twelve units are full.
Indexes rack(const ShelfOrder& order) {
  Indexes chosen;
  std::vector<std::uint32_t> makers;
  auto room = kRackUnits;
  for (const bool pictured : {true, false})
    for (std::uint32_t b = 0; b < order.brands.size(); ++b)
      for (const auto i : order.brands[b].items) {
        const auto& item = order.items[i];
        const auto units = item.rack_units;
        if (!is_device(item) || units < 1 || units > std::min(kMostUnitsOfOne, room) ||
            (item.has_photo == 0) == pictured ||
            std::find(makers.begin(), makers.end(), b) != makers.end())
          continue;
        makers.push_back(b);
        chosen.push_back(i);
        room -= units;
      }
  return chosen;
}

}  // namespace

ShelfOrder::Home choose_home(const ShelfOrder& order) {
  return {bundles(order.items), featured(order), arrivals(order), rack(order)};
}

}  // namespace catalog
