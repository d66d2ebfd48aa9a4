#include "base/columns.h"
#include "inventory/count.h"
#include "inventory/locations.h"
#include "inventory/purchase.h"
#include "t/histories/steps.h"

namespace t::histories::staff {
namespace {

using base::VariantId;
using inventory::Force;
using store::Query;
using store::Tx;

constexpr auto kActor = "staff";

struct Shelf {
  base::StockItemId item;
  VariantId variant;
  int on_hand;
  int allocated;
  static constexpr auto columns() {
    return base::Columns<&Shelf::item, &Shelf::variant, &Shelf::on_hand, &Shelf::allocated>{};
  }
};
const Query<Shelf()> kShelves{"histories.shelves", R"sql(
    SELECT id, variant_id, on_hand, allocated FROM stock_items WHERE sells ORDER BY id)sql"};

struct Awaited {
  base::PurchaseOrderId order;
  VariantId variant;
  static constexpr auto columns() { return base::Columns<&Awaited::order, &Awaited::variant>{}; }
};
const Query<Awaited()> kAwaited{"histories.awaited", R"sql(
    SELECT p.id, l.variant_id
      FROM purchase_orders p JOIN purchase_order_lines l ON l.purchase_order_id = p.id
     WHERE p.state IN ('ordered', 'partly_received')
     ORDER BY l.id)sql"};

const Query<bool(base::StockItemId)> kPromisedIsThere{"histories.promised_is_there", R"sql(
    SELECT on_hand >= allocated FROM stock_items WHERE id = $1)sql"};

Shelf shelf(Tx& tx, std::uint32_t n) {
  const auto all = tx.all(kShelves);
  return all[n % all.size()];
}

// Invariant S8: whoever takes units away, the promised ones stay. Asked while the row is locked.
bool kept(Tx& tx, base::StockItemId item) {
  if (!tx.one(kPromisedIsThere, item)) throw base::Error{"S8: fewer on hand than are allocated"};
  return true;
}

base::LocationId place(Tx& tx, std::uint32_t n) {
  return inventory::find_location(tx, n % 2 == 0 ? "main" : "loft").value().id;
}

}  // namespace

// A purchase order is sent: two kinds of things, to where things are sold or to the loft.
void buy(World& world, const Step& step) {
  world.stage.act([&](Tx& tx) {
    const auto first = shelf(tx, step.a).variant;
    const auto second = shelf(tx, step.a + 1).variant;
    const auto units = static_cast<int>(1 + step.b % 3);
    const auto cost = base::Money::cents(100 + step.b % 7);
    const auto draft = inventory::draft_purchase(tx,
                                                 {inventory::supplier_named(tx, "Rack Brokers"),
                                                  place(tx, step.c),
                                                  "",
                                                  {{first, units, cost}, {second, 1, cost}},
                                                  kActor},
                                                 world.now);
    return draft && inventory::place_purchase(tx, *draft, world.now);
  });
}

// A delivery of one line: a part, all, or more than was ordered; or a note that was typed in
// before.
void receive(World& world, const Step& step) {
  world.stage.act([&](Tx& tx) {
    const auto all = tx.all(kAwaited);
    if (all.empty()) return false;
    const auto& line = all[step.a % all.size()];
    const auto units = static_cast<int>(1 + step.b % 4);
    const auto why = step.c % 3 == 0 ? "" : "kept";
    const auto note = "N" + std::to_string(step.c % 7);
    const auto came =
        inventory::receive(tx, line.order, {note, {{line.variant, units}}, why, kActor}, world.now);
    return came && *came == inventory::Moved::Now;
  });
}

void adjust(World& world, const Step& step) {
  world.stage.act([&](Tx& tx) {
    const auto item = shelf(tx, step.a).item;
    const auto delta = step.b % 2 == 0 ? -static_cast<int>(1 + step.b / 2 % 3) : 2;
    const auto force = step.c % 4 == 3 ? Force::Yes : Force::No;
    const auto done = inventory::adjust(
        tx, {item, delta, "looked again", kActor, force, std::nullopt}, world.now);
    return done && (delta > 0 || force == Force::Yes || kept(tx, item));
  });
}

void transfer(World& world, const Step& step) {
  world.stage.act([&](Tx& tx) {
    const auto [item, variant, on_hand, allocated] = shelf(tx, step.a);
    const auto there = inventory::transfer(tx,
                                           {variant,
                                            place(tx, step.b),
                                            place(tx, step.b + 1),
                                            static_cast<int>(1 + step.c % 3),
                                            {},
                                            "room",
                                            kActor},
                                           world.now);
    return there && (step.b % 2 == 1 || kept(tx, item));
  });
}

// Everything of one kind is counted, as an import does it.
void count(World& world, const Step& step) {
  world.stage.act([&](Tx& tx) {
    const auto variant = shelf(tx, step.a).variant;
    const auto level = inventory::lock_stock_levels(tx, {variant}).at(0);
    const auto counted = static_cast<int>(step.b % 9);
    if (counted < level.allocated) return false;
    inventory::set_counts(tx, {{variant, counted, std::nullopt}}, kActor, world.now);
    return true;
  });
}

}  // namespace t::histories::staff
