#include <iostream>

#include "ctl/order_call.h"
#include "order/terms.h"
#include "payment/balance.h"
#include "payment/offline.h"

namespace ctl {
namespace {

std::string say(payment::OfflineRefusal why) {
  switch (why) {
    case payment::OfflineRefusal::NoSuchOrder:
      return "there is no such order";
    case payment::OfflineRefusal::NotPlaced:
      return "the order is not placed, or was cancelled: send the money back the way it came";
    case payment::OfflineRefusal::NoAmount:
      return "an amount is more than nothing";
    case payment::OfflineRefusal::NoReference:
      return "say the bank's or the check's number, so that the money is recorded once";
    case payment::OfflineRefusal::OtherPayment:
      return "that reference was recorded for another order or amount";
  }
  return "";
}

std::string say(payment::BalanceWhy why) {
  switch (why) {
    case payment::BalanceWhy::NotPayable:
      return "the order is not placed, or was cancelled";
    case payment::BalanceWhy::NothingDue:
      return "nothing of it is to be paid";
    case payment::BalanceWhy::TooSmall:
      return "it is less than a card can be charged";
    case payment::BalanceWhy::TooLarge:
      return "it is more than a card can be charged";
    case payment::BalanceWhy::BeingPaid:
      return "it is being paid";
  }
  return "";
}

}  // namespace

// gdsctl orders ask NUMBER: the link to pay the rest goes to who ordered; each call is a mail.
int orders_ask(Call& call) {
  const auto number = take_word(call, "which order");
  call.args.done();
  auto db = database(call);
  const auto found = find_order(db, number);
  if (!found) return 1;
  const auto asked = db.transact("orders_ask", [&](store::Tx& tx) {
    return payment::mail_link(tx, found->id, actor(), base::clock_now());
  });
  if (!asked) return refused(say(asked.why()));
  std::cout << base::to_text(*asked) << " is asked for by mail\n";
  return 0;
}

// gdsctl orders pay NUMBER wire|check|cash AMOUNT REFERENCE: money came by another way than Stripe.
int orders_pay(Call& call) {
  const auto number = call.args.take_word().value_or("");
  const auto provider = payment::parse_offline(call.args.take_word().value_or(""));
  const auto amount = call.args.take_word().value_or("");
  const auto reference = call.args.take_word().value_or("");
  call.args.done();
  if (!provider)
    throw base::UsageError{"say how: orders pay NUMBER wire|check|cash AMOUNT REFERENCE"};
  const payment::OfflinePayment money{*provider, parse_amount("AMOUNT", amount), reference};
  auto db = database(call);
  const auto found = find_order(db, number);
  if (!found) return 1;
  const auto done = db.transact("orders_pay", [&](store::Tx& tx) {
    return payment::record_offline(tx, found->id, money, actor(), base::clock_now());
  });
  if (!done) return refused(say(done.why()));
  std::cout << (*done == payment::Recorded::Now ? "recorded\n" : "was recorded before\n");
  return 0;
}

// gdsctl orders overdue: placed on terms and not wholly paid on the day, the longest first.
int orders_overdue(Call& call) {
  call.args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  for (const auto& o :
       db.snapshot("orders_overdue", [&](store::Tx& tx) { return order::overdue(tx, now); }))
    std::cout << o.number.value_or("") << '\t' << base::to_text(o.balance) << '\t'
              << order::terms_text(o.terms) << '\t' << base::to_iso8601(*o.payment_due_at) << '\t'
              << o.email << '\n';
  return 0;
}

// gdsctl orders instructions TERMS TEXT: how to pay, as mails and order pages say.
int orders_instructions(Call& call) {
  const auto terms = call.args.take_word().value_or("");
  const auto text = call.args.take_word().value_or("");
  call.args.done();
  auto db = database(call);
  const bool set = db.transact("orders_instructions", [&](store::Tx& tx) {
    return payment::set_instructions(tx, terms, text, actor(), base::clock_now());
  });
  return set ? 0 : refused("terms are net_15, net_30, net_60, wire, check or cash");
}

}  // namespace ctl
