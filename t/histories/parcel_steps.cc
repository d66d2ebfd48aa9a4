#include "order/cancel.h"
#include "order/fulfil.h"
#include "order/read.h"
#include "t/histories/steps.h"

// What becomes of placed orders: parcels, and cancelling what has not left.
namespace t::histories::after {
namespace {

using store::Query;

const order::Because kStaff{"staff", ""};

const Query<base::OrderId()> kPlaced{"histories.placed", R"sql(
    SELECT id FROM orders WHERE placed_at IS NOT NULL ORDER BY id)sql"};
const Query<base::FulfilmentId()> kParcels{"histories.parcels", R"sql(
    SELECT id FROM fulfilments WHERE state IN ('packed', 'shipped') ORDER BY id)sql"};

// Some units of some lines: the bits of `which` say of which.
std::vector<order::LineUnits> some_units(store::Tx& tx, base::OrderId order, std::uint64_t which,
                                         std::uint64_t most) {
  std::vector<order::LineUnits> out;
  for (const auto& line : order::progress(tx, order))
    if ((which >> line.position) % 2 == 0)
      out.push_back({line.line, static_cast<int>(1 + most % static_cast<unsigned>(line.units))});
  return out;
}

}  // namespace

std::optional<base::OrderId> chosen_order(store::Tx& tx, const Step& step) {
  const auto all = tx.all(kPlaced);
  if (all.empty()) return std::nullopt;
  return all[step.a % all.size()];
}

void pack(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto order = chosen_order(tx, step);
    if (!order) return false;
    const auto lines =
        step.b % 3 == 0 ? order::unpacked(tx, *order) : some_units(tx, *order, step.b, step.c);
    return static_cast<bool>(order::pack(tx, *order, lines, kStaff, world.now));
  });
}

// All that is left of the order leaves.
void send_all(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto order = chosen_order(tx, step);
    if (!order) return false;
    const auto parcel = order::pack(tx, *order, order::unpacked(tx, *order), kStaff, world.now);
    return parcel && order::ship(tx, *parcel, {"UPS", ""}, kStaff, world.now);
  });
}

// A parcel leaves, is taken apart, or arrives.
void parcel(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto all = tx.all(kParcels);
    if (all.empty()) return false;
    const auto parcel = all[step.a % all.size()];
    switch (step.b % 6) {
      case 0:
        return static_cast<bool>(order::unpack(tx, parcel, kStaff, world.now));
      case 1:
        return static_cast<bool>(order::deliver(tx, parcel, kStaff, world.now));
      default:
        return static_cast<bool>(order::ship(tx, parcel, {"UPS", "1Z"}, kStaff, world.now));
    }
  });
}

void cancel(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto order = chosen_order(tx, step);
    if (!order) return false;
    if (step.b % 3 == 0)
      return static_cast<bool>(order::cancel_rest(tx, *order, kStaff, world.now));
    const auto lines = some_units(tx, *order, step.b, step.c);
    return !lines.empty() &&
           static_cast<bool>(order::cancel_units(tx, *order, lines, kStaff, world.now));
  });
}

}  // namespace t::histories::after
