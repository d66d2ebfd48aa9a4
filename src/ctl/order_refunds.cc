#include <iostream>

#include "ctl/order_call.h"
#include "order/worth.h"
#include "payment/refund.h"

namespace ctl {
namespace {

std::string say(order::GrantRefusal why) {
  switch (why) {
    case order::GrantRefusal::NotPlaced:
      return "the order is not placed; one that needs attention is resolved first";
    case order::GrantRefusal::Nothing:
      return "that comes to nothing";
    case order::GrantRefusal::MoreUnits:
      return "the line has fewer units that were not given back yet";
    case order::GrantRefusal::MoreShipping:
      return "less is left of the shipping";
    case order::GrantRefusal::MoreThanLeft:
      return "less is left of the order";
    case order::GrantRefusal::CardSpent:
      return "the gift cards were spent, or partly; give goodwill for the rest";
    case order::GrantRefusal::Changed:
      return "something was given back meanwhile";
  }
  return "";
}

std::string say(payment::SendRefusal why) {
  switch (why) {
    case payment::SendRefusal::NothingOwed:
      return "nothing is owed, or all of it is on its way";
    case payment::SendRefusal::NotDecided:
      return "the order needs attention: resolve it first";
    case payment::SendRefusal::Disputed:
      return "the payer's bank decides about a payment of it: gdsctl disputes list";
  }
  return "";
}

void print_plan(const std::vector<payment::Part>& parts) {
  for (const auto& part : parts)
    std::cout << "  " << base::to_text(part.amount) << "\tto " << part.destination << " (payment "
              << part.payment << ", " << part.provider << ")\n";
}

int sent(store::Db& db, base::OrderId order) {
  const auto done = db.transact("orders_send_refund", [&](store::Tx& tx) {
    return payment::send_refund(tx, order, actor(), base::clock_now());
  });
  if (!done) return refused(say(done.why()));
  const auto all =
      db.snapshot("orders_sends", [&](store::Tx& tx) { return payment::sends(tx, order); });
  for (const auto& send : all)
    if (send.state == "pending")
      std::cout << "refund " << send.id << ": " << base::to_text(send.amount) << " to "
                << send.destination
                << (send.destination == "offline"
                        ? "; once it is sent: gdsctl orders refund-sent " +
                              std::to_string(send.id.raw()) + " REFERENCE"
                        : "")
                << '\n';
  return 0;
}

}  // namespace

// gdsctl orders refund NUMBER [LINE=UNITS...] [--shipping AMOUNT] [--goodwill AMOUNT] [--send]:
// grants, and with --send sends all that is owed. What would be done is shown; --yes does it.
int orders_refund(Call& call) {
  const auto number = call.args.take_word().value_or("");
  const auto reason = call.args.take_option("--reason").value_or("");
  const auto shipping = call.args.take_option("--shipping");
  const auto goodwill = call.args.take_option("--goodwill");
  const bool send = call.args.take_flag("--send");
  const bool yes = call.args.take_flag("--yes");
  const auto words = take_lines(call.args);
  call.args.done();
  auto db = database(call);
  const auto found = find_order(db, number);
  if (!found) return 1;
  const auto lines =
      db.snapshot("orders_lines", [&](store::Tx& tx) { return order::progress(tx, found->id); });
  order::Give give{line_units(words, lines), {}, {}};
  if (shipping) give.shipping = parse_amount("--shipping", *shipping);
  if (goodwill) give.goodwill = parse_amount("--goodwill", *goodwill);
  const bool grants = !give.lines.empty() || give.shipping || !give.goodwill.is_zero();
  if (!grants && !send)
    throw base::UsageError{"say what: LINE=UNITS, --shipping, --goodwill or --send"};

  if (grants) {
    const auto preview = db.snapshot("orders_refund_preview", [&](store::Tx& tx) {
      return order::preview_grant(tx, found->id, give);
    });
    if (!preview) return refused(say(preview.why()));
    print(*preview, lines);
    if (yes) {
      const auto done = db.transact("orders_refund", [&](store::Tx& tx) {
        return order::grant(tx, found->id, order::kind_of(give), give, {actor(), reason},
                            base::clock_now());
      });
      if (!done) return refused(say(done.why()));
      std::cout << "granted\n";
    }
  }
  if (send && yes) return sent(db, found->id);
  if (send && !grants)
    print_plan(db.snapshot("orders_refund_plan",
                           [&](store::Tx& tx) { return payment::plan_refund(tx, found->id); }));
  return yes ? 0 : only_shown();
}

// gdsctl orders refund-sent REFUND REFERENCE: staff sent the money by bank, check or cash.
int orders_refund_sent(Call& call) {
  const auto word = call.args.take_word().value_or("");
  const auto reference = call.args.take_word().value_or("");
  call.args.done();
  if (word.empty() || word.find_first_not_of("0123456789") != std::string::npos ||
      word.size() > 18 || reference.empty())
    throw base::UsageError{"say which and how: orders refund-sent REFUND REFERENCE"};
  auto db = database(call);
  const auto done = db.transact("orders_refund_sent", [&](store::Tx& tx) {
    return payment::confirm_offline(tx, payment::RefundSendId{std::stoll(word)}, reference, actor(),
                                    base::clock_now());
  });
  if (done) {
    std::cout << "refund " << word << " is sent\n";
    return 0;
  }
  switch (done.why()) {
    case payment::ConfirmRefusal::NoSuchSend:
      return refused("there is no refund " + word);
    case payment::ConfirmRefusal::NotOffline:
      return refused("refund " + word + " goes by itself");
    case payment::ConfirmRefusal::NotPending:
      return refused("refund " + word + " has ended already");
  }
  return 1;
}

}  // namespace ctl
