#include "base/columns.h"
#include "cart/sale.h"
#include "order/order.h"
#include "t/histories/steps.h"

namespace t::histories::stripe_says {
namespace {

using store::Query;

struct Waiting {
  base::OrderId id;
  std::string public_id;
  base::Money due;
  static constexpr auto columns() {
    return base::Columns<&Waiting::id, &Waiting::public_id, &Waiting::due>{};
  }
};
// Orders that had a payment session, ended ones too: news of them may come late and twice.
const Query<Waiting()> kAsked{"histories.asked", R"sql(
    SELECT o.id, o.public_id, o.due_cents
      FROM orders o JOIN payment_attempts a ON a.order_id = o.id ORDER BY o.id)sql"};

const Query<Waiting()> kNewest{"histories.newest_asked", R"sql(
    SELECT id, public_id, due_cents FROM orders WHERE state = 'awaiting_payment'
     ORDER BY id DESC LIMIT 1)sql"};

// Half of the news are of an order that waits for them.
std::optional<Waiting> chosen(store::Tx& tx, const Step& step) {
  if (step.c % 2 == 0) return tx.one_or_none(kNewest);
  const auto all = tx.all(kAsked);
  if (all.empty()) return std::nullopt;
  return all[step.a % all.size()];
}

stripe::Session session(const Waiting& order, base::Money paid) {
  stripe::Session out{};
  out.id = "cs_test_" + order.public_id;
  out.status = "complete";
  out.payment_status = "paid";
  out.payment_intent = "pi_" + order.public_id;
  out.order = order.public_id;
  out.currency = "usd";
  out.amount_total = paid;
  out.expires_at = kNoon;
  out.livemode = false;
  return out;
}

void complete(World& world, const Step& step, base::Money off) {
  world.stage.act([&](store::Tx& tx) {
    const auto order = chosen(tx, step);
    if (!order) return false;
    payment::complete(tx, session(*order, order->due - off), world.terms, "stripe", world.now);
    return true;
  });
}

}  // namespace

void paid(World& world, const Step& step) {
  complete(world, step, {});
}

void paid_newest(World& world) {
  world.stage.act([&](store::Tx& tx) {
    const auto order = tx.one_or_none(kNewest);
    if (!order) return false;
    payment::complete(tx, session(*order, order->due), world.terms, "stripe", world.now);
    return true;
  });
}

void paid_otherwise(World& world, const Step& step) {
  complete(world, step, base::Money::cents(1 + step.b % 9));
}

void ended(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto order = chosen(tx, step);
    const auto units = step.b % 2 == 0 ? payment::Units::BackToCart : payment::Units::Released;
    return order && payment::give_up(tx, order->id, units, world.terms,
                                     {"stripe", "the session ended"}, world.now);
  });
}

}  // namespace t::histories::stripe_says
