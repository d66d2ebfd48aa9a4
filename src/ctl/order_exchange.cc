#include "order/exchange.h"

#include <iostream>

#include "ctl/order_call.h"
#include "ctl/order_edit.h"

namespace ctl {
namespace {

using order::ExchangeRefused;
using order::ExchangeWhy;

std::string say(const ExchangeRefused& refused) {
  switch (refused.why) {
    case ExchangeWhy::NoSuchReturn:
      return "there is no such return";
    case ExchangeWhy::NotNow:
      return "the return was refused, or is closed";
    case ExchangeWhy::NoExchange:
      return "no exchange was begun for the return";
    case ExchangeWhy::Edit:
      return ctl::say(refused.edit.value());
  }
  return "";
}

}  // namespace

// gdsctl returns exchange RETURN begin: what goes out is then said to orders edit; RETURN WORD, the
// one that its preview ends with, approves the return and sets the goods aside.
int returns_exchange(Call& call) {
  const auto number = call.args.take_word().value_or("");
  const auto word = call.args.take_word().value_or("");
  const auto reason = call.args.take_option("--reason").value_or("");
  call.args.done();
  if (word != "begin" && word.size() < kTyped)
    throw base::UsageError{"say begin, or the word that the preview ends with"};
  auto db = database(call);
  const auto now = base::clock_now();
  const auto found =
      db.snapshot("returns_find", [&](store::Tx& tx) { return order::find_return(tx, number); });
  if (!found) return refused("there is no return " + number);
  const order::Because because{actor(), reason};
  if (word == "begin") {
    const auto begun = db.transact("returns_exchange", [&](store::Tx& tx) {
      return order::begin_exchange(tx, found->id, because, now);
    });
    return begun ? 0 : refused(say(begun.why()));
  }
  using Done = base::Result<order::EditPreview, ExchangeRefused>;
  const auto done = db.transact("returns_approve_exchange", [&](store::Tx& tx) -> Done {
    const auto edit = order::open_edit(tx, found->order);
    if (!edit || edit->return_id != found->id) return ExchangeRefused{ExchangeWhy::NoExchange};
    const auto plan = order::preview_edit(tx, edit->id, now);
    if (!plan) return ExchangeRefused{ExchangeWhy::Edit, plan.why()};
    if (!plan->fingerprint.starts_with(word))
      return ExchangeRefused{ExchangeWhy::Edit, order::EditWhy::Outdated};
    return order::approve_exchange(tx, found->id, plan->fingerprint, because, now);
  });
  if (!done) return refused(say(done.why()));
  std::cout << "return " << number << " is approved, its exchange is set aside; balance due "
            << base::to_text(done->balance) << ", of which " << base::to_text(done->awaited)
            << " comes back\n";
  return 0;
}

}  // namespace ctl
