#include "order/edit.h"

#include "order/read.h"
#include "t/histories/steps.h"

// What staff change of placed orders.
namespace t::histories::after {
namespace {

using base::Money;
using store::Query;

const order::Because kStaff{"staff", ""};

const Query<base::VariantId()> kWares{"histories.edit_wares", R"sql(
    SELECT id FROM variants WHERE state = 'active' ORDER BY id)sql"};
const Query<base::OrderEditId()> kOpen{"histories.open_edits", R"sql(
    SELECT id FROM order_edits WHERE state = 'open' AND return_id IS NULL ORDER BY id)sql"};

bool gather(store::Tx& tx, base::OrderId order, base::OrderEditId edit, const Step& step) {
  const auto wares = tx.all(kWares);
  const auto price = step.c % 3 == 0
                         ? std::optional{Money::cents(static_cast<std::int64_t>(1 + step.c % 700))}
                         : std::nullopt;
  if (step.b % 4 != 0 && !order::edit_add(tx, edit,
                                          {wares[step.c % wares.size()],
                                           static_cast<int>(1 + step.b % 2), price, "agreed"}))
    return false;
  for (const auto& line : order::progress(tx, order))
    if (line.open() > 0 && (step.b >> line.position) % 3 == 0 &&
        !order::edit_cancel(
            tx, edit,
            {line.line, static_cast<int>(1 + step.c % static_cast<unsigned>(line.open()))}))
      return false;
  const auto change = static_cast<std::int64_t>(step.c % 3000) - 1000;
  return step.b % 5 != 0 || order::edit_shipping(tx, edit, Money::cents(change));
}

}  // namespace

// Begins an edit, or goes on with the one that is open.
void edit(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto order = chosen_order(tx, step);
    if (!order) return false;
    if (const auto open = order::open_edit(tx, *order)) return gather(tx, *order, open->id, step);
    const auto begun = order::begin_edit(tx, *order, kStaff, world.now);
    return begun && gather(tx, *order, *begun, step);
  });
}

// Confirms an edit as it stands, or leaves it.
void end_edit(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto all = tx.all(kOpen);
    if (all.empty()) return false;
    const auto edit = all[step.a % all.size()];
    if (step.b % 6 == 0) return static_cast<bool>(order::abandon_edit(tx, edit, kStaff, world.now));
    const auto plan = order::preview_edit(tx, edit, world.now);
    return plan && order::confirm_edit(tx, edit, plan->fingerprint, kStaff, world.now);
  });
}

}  // namespace t::histories::after
