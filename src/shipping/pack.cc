#include "shipping/pack.h"

#include <algorithm>
#include <ranges>

namespace shipping {
namespace {

bool lies_in(const Size& unit, const Size& box) {
  const auto u = unit.sides();
  const auto b = box.sides();
  return u[0] <= b[0] && u[1] <= b[1] && u[2] <= b[2];
}

// A package in the making.
struct Filling {
  std::vector<const Unit*> units;
  std::int64_t weight_g = 0;
  std::int64_t volume_mm3 = 0;

  void put(const Unit& unit) {
    units.push_back(&unit);
    weight_g += unit.weight_g;
    volume_mm3 += unit.size ? unit.size->volume_mm3() : 0;
  }
};

bool takes(const Box& box, const Filling& filling, int void_percent) {
  return box.tare_g + filling.weight_g <= box.max_g &&
         filling.volume_mm3 * 100 <= box.inside.volume_mm3() * (100 - void_percent) &&
         std::ranges::all_of(filling.units,
                             [&](const Unit* u) { return lies_in(*u->size, box.inside); });
}

// Boxes are in ascending order of volume: the first that takes it is the smallest.
const Box* smallest_for(const Filling& filling, const PackRules& rules) {
  for (const auto& box : rules.boxes)
    if (takes(box, filling, rules.void_percent)) return &box;
  return nullptr;
}

std::vector<Content> contents(const Filling& filling) {
  std::vector<Content> out;
  for (const auto* unit : filling.units) {
    const auto same = std::ranges::find(out, unit->variant, &Content::variant);
    if (same != out.end())
      ++same->units;
    else
      out.push_back({unit->variant, 1});
  }
  std::ranges::sort(out, {}, &Content::variant);
  return out;
}

Package package(const Filling& filling) {
  return {.contents = contents(filling),
          .weight_g = static_cast<int>(filling.weight_g),
          .size = std::nullopt,
          .box = "",
          .freight = false};
}

Package by_itself(const Unit& unit, bool freight) {
  Filling filling;
  filling.put(unit);
  auto out = package(filling);
  out.size = unit.size;
  out.freight = freight;
  return out;
}

std::vector<Package> in_boxes(const std::vector<const Unit*>& units, const PackRules& rules) {
  std::vector<Filling> open;
  std::vector<Package> out;
  for (const auto* unit : units) {
    const auto with_it = [&](Filling filling) {
      filling.put(*unit);
      return smallest_for(filling, rules) != nullptr;
    };
    const auto room = std::ranges::find_if(open, with_it);
    if (room != open.end())
      room->put(*unit);
    else if (with_it({}))
      open.emplace_back().put(*unit);
    else
      out.push_back(by_itself(*unit, false));
  }
  for (const auto& filling : open) {
    const auto& box = *smallest_for(filling, rules);
    auto done = package(filling);
    done.weight_g += box.tare_g;
    done.size = box.inside;
    done.box = box.code;
    out.push_back(std::move(done));
  }
  return out;
}

std::vector<Package> loose(const std::vector<const Unit*>& units, const PackRules& rules) {
  std::vector<Filling> open;
  for (const auto* unit : units) {
    const auto room = std::ranges::find_if(
        open, [&](const Filling& f) { return f.weight_g + unit->weight_g <= rules.loose_max_g; });
    if (room != open.end())
      room->put(*unit);
    else
      open.emplace_back().put(*unit);
  }
  std::vector<Package> out;
  for (const auto& filling : open) out.push_back(package(filling));
  return out;
}

// Falling by volume (unknown sizes: by weight); the rest of the order makes it the same however the
// units came.
bool before(const Unit& a, const Unit& b) {
  const auto volume = [](const Unit& u) { return u.size ? u.size->volume_mm3() : 0; };
  return std::tuple{volume(b), b.weight_g, a.variant, a} <
         std::tuple{volume(a), a.weight_g, b.variant, b};
}

}  // namespace

std::vector<Package> pack(std::vector<Unit> units, const PackRules& given) {
  auto rules = given;
  std::ranges::sort(rules.boxes, {}, [](const Box& box) {
    return std::tuple{box.inside.volume_mm3(), box.code};
  });
  std::ranges::sort(units, before);
  std::vector<Package> out;
  std::vector<const Unit*> sized;
  std::vector<const Unit*> unsized;
  for (const auto& unit : units) {
    const bool freight = unit.freight || unit.weight_g > rules.parcel_max_g;
    if (freight || unit.ships_alone)
      out.push_back(by_itself(unit, freight));
    else
      (unit.size ? sized : unsized).push_back(&unit);
  }
  std::ranges::move(in_boxes(sized, rules), std::back_inserter(out));
  std::ranges::move(loose(unsized, rules), std::back_inserter(out));
  return out;
}

}  // namespace shipping
