#include "order/order.h"
#include "promo/promo.h"
#include "t/histories/steps.h"

namespace t::histories::staff {
namespace {

using store::Query;

const Query<base::OrderId()> kVisible{"histories.visible", R"sql(
    SELECT id FROM orders WHERE number IS NOT NULL ORDER BY id)sql"};

const Query<base::OrderId()> kUndecided{"histories.undecided", R"sql(
    SELECT id FROM orders WHERE state = 'needs_attention' ORDER BY id LIMIT 1)sql"};
const Query<base::PromotionId()> kPromotions{"histories.promotions", R"sql(
    SELECT id FROM promotions ORDER BY id)sql"};

std::optional<base::OrderId> chosen(store::Tx& tx, const Step& step) {
  if (step.c % 2 == 0) return tx.one_or_none(kUndecided);
  const auto all = tx.all(kVisible);
  if (all.empty()) return std::nullopt;
  return all[step.a % all.size()];
}

}  // namespace

void resolve(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto order = chosen(tx, step);
    if (!order) return false;
    const auto done = step.b % 2 == 0 ? payment::resolve_place(tx, *order, "staff", world.now)
                                      : payment::resolve_cancel(tx, *order, "staff", world.now);
    return static_cast<bool>(done);
  });
}

void sweep(World& world, const Step&) {
  world.stage.act([&](store::Tx& tx) {
    for (const auto item : inventory::expired_items(tx, world.now))
      inventory::release_expired(tx, item, world.now);
    return true;
  });
}

// Ends a promotion before its time; one that is over already is refused.
void archive(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto all = tx.all(kPromotions);
    return promo::archive(tx, all[step.a % all.size()]);
  });
}

// New codes of one use each, for a promotion that starts by code.
void batch(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto all = tx.all(kPromotions);
    promo::NewCode terms;
    if (step.b % 2 == 0) terms.ends_at = world.now + std::chrono::minutes{10};
    return !promo::add_batch(tx, all[step.a % all.size()], 1, terms, "history", "staff", world.now)
                .empty();
  });
}

// The nightly job, at any hour.
void expire(World& world, const Step&) {
  world.stage.act([&](store::Tx& tx) {
    promo::archive_ended(tx, world.now);
    promo::forget_codes(tx, world.now, 100);
    return true;
  });
}

}  // namespace t::histories::staff
