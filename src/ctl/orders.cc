#include <iostream>

#include "ctl/order_call.h"
#include "order/fulfil.h"
#include "order/hold.h"
#include "order/read.h"
#include "order/returns.h"
#include "order/timeline.h"
#include "order/worth.h"
#include "payment/charges.h"
#include "payment/payment.h"
#include "payment/refund.h"

namespace ctl {
namespace {

int no_such_order(const std::string& number) {
  std::cerr << "gdsctl: there is no order " << number << '\n';
  return 1;
}

void print(const order::Summary& o) {
  std::cout << o.number.value_or("-") << '\t' << base::to_iso8601(o.placed_at.value_or(o.frozen_at))
            << '\t' << o.state << '\t' << base::to_text(o.total) << '\t' << o.email << '\t'
            << o.attention << '\n';
}

// What came after placement: the account, parcels, returns, refunds.
void print_life(store::Tx& tx, base::OrderId order) {
  const auto account = order::account(tx, order);
  std::cout << "  worth " << base::to_text(account.worth()) << ", paid "
            << base::to_text(account.paid) << " ("
            << to_word(order::charge_status(account.worth(), account.paid)) << ")\n";
  for (const auto& charge : payment::charges(tx, order))
    std::cout << "  charge " << charge.charge_id << ' ' << charge.status << ' '
              << base::to_text(charge.amount) << ' ' << charge.brand << ' ' << charge.last4
              << ", risk " << charge.risk_level << (charge.failure.empty() ? "" : ": ")
              << charge.failure << '\n';
  for (const auto& hold : order::holds(tx, order))
    std::cout << "  held by \"" << hold.cause << "\": " << hold.reason << '\n';
  for (const auto& parcel : order::parcels(tx, order))
    std::cout << "  parcel " << parcel.id << ' ' << parcel.state << ' ' << parcel.carrier << ' '
              << parcel.tracking << '\n';
  for (const auto& row : order::returns(tx, order))
    std::cout << "  return " << row.number << ' ' << row.state << '\n';
  for (const auto& refund : order::refunds(tx, order))
    std::cout << "  granted " << base::to_text(refund.total) << " (" << refund.kind << ")\n";
  for (const auto& send : payment::sends(tx, order))
    std::cout << "  refund " << send.id << ' ' << send.state << ' ' << base::to_text(send.amount)
              << " to " << send.destination << (send.failure.empty() ? "" : ": ") << send.failure
              << '\n';
}

}  // namespace

// gdsctl orders list: newest first, one a line, parted by tabs.
int orders_list(Call& call) {
  const auto state = call.args.take_option("--state").value_or("");
  call.args.done();
  if (!state.empty() && !order::parse_state(state))
    throw base::UsageError{"no state of an order: " + state};
  auto db = database(call);
  for (const auto& o :
       db.snapshot("orders_list", [&](store::Tx& tx) { return order::list(tx, state, 1000); }))
    print(o);
  return 0;
}

// gdsctl orders show NUMBER: lines, totals, address and history.
int orders_show(Call& call) {
  const auto number = call.args.take_word().value_or("");
  call.args.done();
  auto db = database(call);
  return db.snapshot("orders_show", [&](store::Tx& tx) {
    const auto o = order::find_by_number(tx, number);
    if (!o) return no_such_order(number);
    print(*o);
    for (const auto& line : order::lines(tx, o->id))
      std::cout << "  " << line.units << " x " << line.sku << "  " << line.title << "  "
                << base::to_text(line.total) << '\n';
    std::cout << "  goods " << base::to_text(o->subtotal) << ", shipping ("
              << o->shipping_method_name << ") " << base::to_text(o->shipping) << ", tax "
              << base::to_text(o->tax) << ", total " << base::to_text(o->total) << '\n';
    const auto to = order::address(tx, o->id);
    std::cout << "  to " << to.name << ", " << to.line1 << ", " << to.city << ' ' << to.state << ' '
              << to.zip << '\n';
    if (const auto unloading = order::unloading_text(tx, o->id); !unloading.empty())
      std::cout << "  unloading: " << unloading << '\n';
    print_life(tx, o->id);
    for (const auto& entry : order::timeline(tx, o->id))
      std::cout << "  " << base::to_iso8601(entry.at) << "  " << entry.what << ' ' << entry.state
                << " (" << entry.actor << (entry.reason.empty() ? "" : ": " + entry.reason)
                << (entry.told ? ")\n" : ") staff\n");
    return 0;
  });
}

// gdsctl orders comment NUMBER TEXT [--tell]: beside the order for staff, or on the customer's
// page.
int orders_comment(Call& call) {
  const bool tell = call.args.take_flag("--tell");
  const auto number = call.args.take_word().value_or("");
  const auto text = call.args.take_word().value_or("");
  call.args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  return db.transact("orders_comment", [&](store::Tx& tx) {
    const auto o = order::find_by_number(tx, number);
    if (!o) return no_such_order(number);
    const auto audience = tell ? order::Audience::Customer : order::Audience::Staff;
    const auto said = order::comment(tx, o->id, audience, {actor(), text}, now);
    if (said) return 0;
    switch (said.why()) {
      case order::CommentRefusal::NoOrder:
        return no_such_order(number);
      case order::CommentRefusal::Empty:
        throw base::UsageError{"say something"};
    }
    return 1;
  });
}

// gdsctl orders resolve NUMBER place|cancel: staff's answer to an order that needs attention.
int orders_resolve(Call& call) {
  const auto number = call.args.take_word().value_or("");
  const auto how = call.args.take_word().value_or("");
  call.args.done();
  if (how != "place" && how != "cancel")
    throw base::UsageError{"say how: orders resolve NUMBER place|cancel"};
  auto db = database(call);
  const auto found =
      db.snapshot("orders_find", [&](store::Tx& tx) { return order::find_by_number(tx, number); });
  if (!found) return no_such_order(number);
  const auto now = base::clock_now();
  const auto done = db.transact("orders_resolve", [&](store::Tx& tx) {
    return how == "place" ? payment::resolve_place(tx, found->id, actor(), now)
                          : payment::resolve_cancel(tx, found->id, actor(), now);
  });
  if (done) {
    std::cout << "order " << number << (how == "place" ? " is placed\n" : " is cancelled\n");
    return 0;
  }
  switch (done.why()) {
    case payment::ResolveRefusal::NotWaiting:
      std::cerr << "gdsctl: order " << number << " does not need attention\n";
      break;
    case payment::ResolveRefusal::SoldOut:
      std::cerr << "gdsctl: there is not enough stock for order " << number
                << "; count stock first, or cancel\n";
      break;
    case payment::ResolveRefusal::TenderGone:
      std::cerr << "gdsctl: what gift cards paid of order " << number
                << " went back to them and is spent; cancel, and refund the card\n";
      break;
  }
  return 1;
}

}  // namespace ctl
