#include "base/columns.h"
#include "order/read.h"
#include "order/returns.h"
#include "payment/refund.h"
#include "t/histories/steps.h"

// Goods that come back, and money: granted, sent, and not taken after all.
namespace t::histories::after {
namespace {

using base::Money;
using store::Query;

const order::Because kStaff{"staff", ""};

struct Open {
  base::ReturnId id;
  std::string state;
  static constexpr auto columns() { return base::Columns<&Open::id, &Open::state>{}; }
};
const Query<Open()> kOpen{"histories.open_returns", R"sql(
    SELECT id, state FROM returns WHERE state IN ('requested', 'approved', 'received')
     ORDER BY id)sql"};
const Query<base::OrderId()> kOwed{"histories.owed", R"sql(
    SELECT id FROM orders WHERE charge_status = 'over' ORDER BY id)sql"};
const Query<payment::RefundSendId()> kSends{"histories.pending_sends", R"sql(
    SELECT id FROM refund_sends WHERE state = 'pending' ORDER BY id)sql"};

// Everything that came, or a part of it; of that all may be sold again, or less.
std::vector<order::Received> came(store::Tx& tx, base::ReturnId id, const Step& step) {
  std::vector<order::Received> out;
  for (const auto& line : order::return_lines(tx, id)) {
    const int units = step.b % 4 == 0 ? line.units / 2 : line.units;
    out.push_back({line.line, units, step.c % 3 == 0 ? units / 2 : units, "b"});
  }
  return out;
}

}  // namespace

void ask_return(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto order = chosen_order(tx, step);
    if (!order) return false;
    std::vector<order::ReturnWish> wishes;
    for (const auto& line : order::progress(tx, *order))
      if ((step.b >> line.position) % 2 == 0)
        wishes.push_back({line.line,
                          static_cast<int>(1 + step.c % static_cast<unsigned>(line.units)),
                          order::ReturnReason::Defective});
    return static_cast<bool>(order::ask_return(tx, *order, wishes, kStaff, world.now));
  });
}

// The next thing that happens to a return.
void go_on_return(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto all = tx.all(kOpen);
    if (all.empty()) return false;
    const auto& open = all[step.a % all.size()];
    if (open.state == "requested")
      return static_cast<bool>(order::answer_return(
          tx, open.id, step.b % 5 == 0 ? order::Answer::Refused : order::Answer::Approved, kStaff,
          world.now));
    if (open.state == "approved")
      return static_cast<bool>(
          order::receive_return(tx, open.id, came(tx, open.id, step), kStaff, world.now));
    const auto fee =
        step.b % 3 == 0 ? Money::cents(static_cast<std::int64_t>(step.c % 500)) : Money{};
    return static_cast<bool>(order::close_return(tx, open.id, fee, kStaff, world.now));
  });
}

// From the wish to the money in one step, when nothing speaks against it.
void take_back(World& world, const Step& step) {
  ask_return(world, {step.kind, step.a, 0, step.c});
  for (int act = 0; act < 3; ++act) go_on_return(world, {step.kind, 0, step.b | 1, step.c});
}

// Without anything coming back: goodwill, shipping, units.
void grant(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto order = chosen_order(tx, step);
    if (!order) return false;
    const auto amount = Money::cents(static_cast<std::int64_t>(1 + step.c % 2500));
    order::Give give{};
    auto kind = order::RefundKind::Goodwill;
    switch (step.b % 3) {
      case 0:
        give.goodwill = amount;
        break;
      case 1:
        give.shipping = amount;
        kind = order::RefundKind::Shipping;
        break;
      default:
        give.lines.push_back({order::progress(tx, *order).front().line, 1});
        kind = order::RefundKind::Units;
    }
    return static_cast<bool>(order::grant(tx, *order, kind, give, kStaff, world.now));
  });
}

void send_refund(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto owed = tx.all(kOwed);
    return !owed.empty() &&
           payment::send_refund(tx, owed[step.a % owed.size()], "staff", world.now);
  });
}

// Stripe says of a refund under way that it went, or that it did not.
void refund_ends(World& world, const Step& step) {
  world.stage.act([&](store::Tx& tx) {
    const auto all = tx.all(kSends);
    if (all.empty()) return false;
    const auto send = all[step.a % all.size()];
    const auto reference = "re_" + std::to_string(send.raw());
    if (step.b % 4 == 0)
      return payment::refund_failed(tx, send, {{}, "no such account"}, "job", world.now);
    if (step.b % 4 == 1)
      return payment::refund_failed(tx, send, {reference, "expired card"}, "job", world.now);
    return payment::refund_sent(tx, send, reference, "job", world.now);
  });
}

}  // namespace t::histories::after
