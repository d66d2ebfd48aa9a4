#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shipping/shipping.h"

// Private to shipping: which units go together into which package. Pure and deterministic: the same
// units and boxes give the same packages, in whatever order they come (contract sheet: packing).
namespace shipping {

struct Unit {
  base::VariantId variant;
  int weight_g;
  std::optional<Size> size;  // nothing: not known
  bool ships_alone = false;
  bool freight = false;  // by its class
  friend auto operator<=>(const Unit&, const Unit&) = default;
};

struct Box {
  std::string code;
  Size inside;
  int tare_g;
  int max_g;
};

struct PackRules {
  std::vector<Box> boxes;
  int void_percent;
  int loose_max_g;   // units of unknown size go together up to so much
  int parcel_max_g;  // a heavier unit is a freight piece
};

// Freight pieces and units that ship alone each by themselves; units of known size into boxes,
// first fit by falling volume, each package then in the smallest box that takes its contents; units
// that fit no box in their own size; units of unknown size together by weight.
std::vector<Package> pack(std::vector<Unit> units, const PackRules& rules);

}  // namespace shipping
