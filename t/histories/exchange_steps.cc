#include "order/exchange.h"

#include "t/histories/steps.h"

// What goes out for what comes back.
namespace t::histories::after {
namespace {

using store::Query;

const order::Because kStaff{"staff", ""};

const Query<base::ReturnId()> kAsked{"histories.asked_returns", R"sql(
    SELECT id FROM returns WHERE state IN ('requested', 'approved') ORDER BY id)sql"};
const Query<base::VariantId()> kWares{"histories.exchange_wares", R"sql(
    SELECT id FROM variants WHERE state = 'active' ORDER BY id)sql"};

}  // namespace

// Begins an exchange, says what goes out, and approves it; or leaves it begun.
void exchange(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto all = tx.all(kAsked);
    if (all.empty()) return false;
    const auto back = all[step.a % all.size()];
    const auto edit = order::begin_exchange(tx, back, kStaff, world.now);
    if (!edit) return false;
    const auto wares = tx.all(kWares);
    if (!order::edit_add(tx, *edit, {wares[step.b % wares.size()], 1})) return false;
    if (step.c % 6 == 0) return true;
    const auto plan = order::preview_edit(tx, *edit, world.now);
    return plan && order::approve_exchange(tx, back, plan->fingerprint, kStaff, world.now);
  });
}

}  // namespace t::histories::after
