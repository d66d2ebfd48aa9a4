#include <iostream>

#include "ctl/staff.h"
#include "inventory/count.h"
#include "inventory/locations.h"
#include "inventory/why.h"

namespace ctl {
namespace {

using base::UsageError;
using store::Tx;

constexpr int kSteps = 20;  // of a stock row's history: a screen

// The stock row that sells the variant.
inventory::StockLevel stock_of(Tx& tx, const std::string& sku) {
  const auto levels = inventory::stock_levels(tx, {variant_of(tx, sku)});
  if (levels.empty()) throw base::Error{sku + " has no stock of its own"};
  return levels.front();
}

void print(const inventory::Why& why, const inventory::Shelf& shelf) {
  std::cout << shelf.sku << " at " << shelf.location << ": " << shelf.on_hand << " on hand - "
            << shelf.allocated << " allocated - " << shelf.buffer << " buffer - " << shelf.on_hold
            << " on hold = "
            << (shelf.sells ? std::to_string(shelf.available) : "back stock, not sold") << '\n';
  for (const auto& sum : why.sums)
    if (sum.item == shelf.item)
      std::cout << "  " << sum.kind << " x " << sum.times << ": on hand " << sum.on_hand
                << ", allocated " << sum.allocated << '\n';
  for (const auto& step : why.steps)
    if (step.item == shelf.item)
      std::cout << "  " << base::to_iso8601(step.at) << "  " << step.kind << " on hand "
                << step.on_hand << " -> " << step.on_hand_after << ", allocated " << step.allocated
                << " -> " << step.allocated_after << "  " << step.cause
                << (step.reason.empty() ? "" : ": " + step.reason) << " (" << step.actor << ")\n";
  for (const auto& hold : why.holds)
    if (hold.item == shelf.item)
      std::cout << "  on hold: " << hold.units << " for " << hold.holder
                << (hold.until ? " until " + base::to_iso8601(*hold.until) : "") << '\n';
}

}  // namespace

// gdsctl stock show SKU: why the number is what it is.
int stock_show(Call& call) {
  const auto sku = call.args.take_word().value_or("");
  call.args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  return db.snapshot("stock_show", [&](Tx& tx) {
    const auto why = inventory::why(tx, variant_of(tx, sku), kSteps, now);
    std::cout << sku << ": " << why.available << " available, " << why.incoming << " on order\n";
    for (const auto& shelf : why.shelves) print(why, shelf);
    if (why.cost)
      std::cout << "unit cost: last " << base::to_text(why.cost->last) << ", mean "
                << base::to_text(why.cost->average) << '\n';
    return 0;
  });
}

// gdsctl stock adjust SKU --by UNITS --reason REASON [--force]
int stock_adjust(Call& call) {
  const auto sku = call.args.take_word().value_or("");
  const int by = take_number(call.args, "--by");
  const auto reason = call.args.take_option("--reason").value_or("");
  const auto force = call.args.take_flag("--force") ? inventory::Force::Yes : inventory::Force::No;
  call.args.done();
  if (by == 0 || reason.empty()) throw UsageError{"say --by how many, and --reason why"};
  auto db = database(call);
  const auto now = base::clock_now();
  const auto done = db.transact("stock_adjust", [&](Tx& tx) {
    return inventory::adjust(tx, {stock_of(tx, sku).item, by, reason, actor(), force, std::nullopt},
                             now);
  });
  if (done) return 0;
  const auto& why = done.why();
  switch (why.why) {
    case inventory::AdjustWhy::BelowAllocated:
      return refused("of " + std::to_string(why.on_hand) + " on hand " +
                     std::to_string(why.allocated) +
                     " are allocated to orders; --force if they are truly gone");
    case inventory::AdjustWhy::BelowNothing:
      break;
  }
  return refused("there are only " + std::to_string(why.on_hand) + " on hand");
}

// gdsctl stock buffer SKU --units UNITS
int stock_buffer(Call& call) {
  const auto sku = call.args.take_word().value_or("");
  const int units = take_number(call.args, "--units");
  call.args.done();
  if (units < 0) throw UsageError{"a buffer is 0 or more"};
  auto db = database(call);
  db.transact("stock_buffer", [&](Tx& tx) {
    inventory::set_buffer(tx, stock_of(tx, sku).item, units);
    return true;
  });
  return 0;
}

// gdsctl stock move SKU --from CODE --to CODE --units UNITS [--serials S1,S2] [--reason REASON]
int stock_move(Call& call) {
  const auto sku = call.args.take_word().value_or("");
  const auto from = call.args.take_option("--from").value_or("");
  const auto to = call.args.take_option("--to").value_or("");
  const int units = take_number(call.args, "--units");
  const auto serials = parted(call.args.take_option("--serials").value_or(""), ',');
  const auto reason = call.args.take_option("--reason").value_or("");
  call.args.done();
  if (units <= 0) throw UsageError{"--units wants at least one"};
  auto db = database(call);
  const auto now = base::clock_now();
  const auto moved = db.transact("stock_move", [&](Tx& tx) {
    const auto at = inventory::find_location(tx, from);
    const auto goes = inventory::find_location(tx, to);
    if (!at || !goes) throw base::Error{"there is no location " + (at ? to : from)};
    return inventory::transfer(
        tx, {variant_of(tx, sku), at->id, goes->id, units, serials, reason, actor()}, now);
  });
  if (moved) return 0;
  switch (moved.why().why) {
    case inventory::TransferWhy::SamePlace:
      return refused("from and to are the same");
    case inventory::TransferWhy::NoRoomThere:
      return refused(sku + " is sold from one location, and that is another; or it is a bundle");
    case inventory::TransferWhy::TooFew:
      return refused("only " + std::to_string(moved.why().free) + " at " + from +
                     " are neither allocated nor on hold");
    case inventory::TransferWhy::SerialsMissing:
      break;
  }
  return refused("say --serials, one of each unit, of units that lie at " + from);
}

// gdsctl stock low: what to buy, the scarcest first.
int stock_low(Call& call) {
  call.args.done();
  auto db = database(call);
  for (const auto& low :
       db.snapshot("stock_low", [](Tx& tx) { return inventory::below_threshold(tx); }))
    std::cout << low.sku << '\t' << low.on_hand << " on hand\t" << low.allocated << " allocated\t"
              << low.incoming << " on order\t" << low.threshold << " threshold\n";
  return 0;
}

}  // namespace ctl
