#include <iostream>

#include "ctl/order_call.h"
#include "ctl/payment_commands.h"
#include "payment/subscriptions.h"

namespace ctl {
namespace {

std::string say(payment::PlanRefusal why) {
  switch (why) {
    case payment::PlanRefusal::NotACode:
      return "a code is small letters, digits and single hyphens";
    case payment::PlanRefusal::NoName:
      return "a plan has a name";
    case payment::PlanRefusal::BadPrice:
      return "a card is charged $0.50 at least and $999,999.99 at most";
    case payment::PlanRefusal::BadInterval:
      return "a plan renews every month or year";
    case payment::PlanRefusal::Taken:
      return "there is a plan of that code";
  }
  return "";
}

}  // namespace

// gdsctl plans add CODE NAME PRICE month|year [--about TEXT]
int plans_add(Call& call) {
  payment::NewPlan plan;
  plan.about = call.args.take_option("--about").value_or("");
  plan.code = take_word(call, "the plan's code");
  plan.name = take_word(call, "its name");
  plan.price = parse_amount("PRICE", take_word(call, "what it costs"));
  plan.every = take_word(call, "month or year");
  call.args.done();
  auto db = database(call);
  const auto made = db.transact(
      "plans_add", [&](store::Tx& tx) { return payment::add_plan(tx, plan, base::clock_now()); });
  return made ? 0 : refused(say(made.why()));
}

// gdsctl plans list: one a line, parted by tabs: code, price, every, name, whether it is withdrawn.
int plans_list(Call& call) {
  call.args.done();
  auto db = database(call);
  for (const auto& plan : db.snapshot("plans_list", payment::plans))
    std::cout << plan.code << '\t' << base::to_text(plan.price) << '\t' << plan.every << '\t'
              << plan.name << (plan.is_withdrawn ? "\twithdrawn" : "") << '\n';
  return 0;
}

// gdsctl plans withdraw CODE: it is no longer sold; who has it keeps it.
int plans_withdraw(Call& call) {
  const auto code = take_word(call, "which plan");
  call.args.done();
  auto db = database(call);
  const bool done = db.transact("plans_withdraw", [&](store::Tx& tx) {
    return payment::withdraw_plan(tx, code, base::clock_now());
  });
  return done ? 0 : refused("no plan " + code + " is sold");
}

}  // namespace ctl
