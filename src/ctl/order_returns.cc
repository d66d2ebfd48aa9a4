#include <iostream>

#include "ctl/order_call.h"
#include "order/returns.h"

namespace ctl {
namespace {

std::string say(order::AskReturnRefusal why) {
  switch (why) {
    case order::AskReturnRefusal::NoOrder:
      return "there is no such order";
    case order::AskReturnRefusal::Nothing:
      return "say which units: LINE=UNITS";
    case order::AskReturnRefusal::MoreUnits:
      return "fewer units of the line have left and neither came back nor are on their way";
  }
  return "";
}

std::string say(order::ReturnRefusal why) {
  switch (why) {
    case order::ReturnRefusal::NoSuchReturn:
      return "there is no such return";
    case order::ReturnRefusal::NotNow:
      return "the return is elsewhere on its way: see gdsctl orders show";
    case order::ReturnRefusal::MoreUnits:
      return "more units than were asked for, or more to sell again than came";
    case order::ReturnRefusal::FeeTooHigh:
      return "the fee is more than the goods come to";
  }
  return "";
}

std::optional<order::ReturnRow> find(store::Db& db, const std::string& number) {
  auto found =
      db.snapshot("returns_find", [&](store::Tx& tx) { return order::find_return(tx, number); });
  if (!found) refused("there is no return " + number);
  return found;
}

// Goods that did not come as told, or units that cannot have been among them.
struct NotReceived {
  std::string why;
};

// Units by serial number, each of `texts` as "SKU:SERIAL,SERIAL".
base::Result<base::Done, inventory::SerialRefused> take_back(store::Tx& tx,
                                                             const std::vector<std::string>& texts,
                                                             inventory::Resellable resellable,
                                                             const inventory::Cause& cause,
                                                             base::Instant now) {
  for (const auto& text : texts) {
    const auto named = parse_serials(text);
    const auto taken = inventory::take_back_serials(tx, variant_of(tx, named.sku), named.serials,
                                                    resellable, cause, now);
    if (!taken) return taken.why();
  }
  return base::Done{};
}

int answered(Call& call, order::Answer answer, const char* word) {
  const auto number = call.args.take_word().value_or("");
  const auto reason = call.args.take_option("--reason").value_or("");
  call.args.done();
  auto db = database(call);
  const auto found = find(db, number);
  if (!found) return 1;
  const auto done = db.transact("returns_answer", [&](store::Tx& tx) {
    return order::answer_return(tx, found->id, answer, {actor(), reason}, base::clock_now());
  });
  if (!done) return refused(say(done.why()));
  std::cout << "return " << number << " is " << word << '\n';
  return 0;
}

}  // namespace

// gdsctl returns ask ORDER LINE=UNITS... --why WORD
int returns_ask(Call& call) {
  const auto number = call.args.take_word().value_or("");
  const auto why = order::parse_return_reason(call.args.take_option("--why").value_or("other"));
  const auto reason = call.args.take_option("--reason").value_or("");
  const auto words = take_lines(call.args);
  call.args.done();
  if (!why)
    throw base::UsageError{
        "--why is one of not_needed, wrong_item, damaged, defective, "
        "not_as_described, late, other"};
  auto db = database(call);
  const auto found = find_order(db, number);
  if (!found) return 1;
  const auto asked = db.transact("returns_ask", [&](store::Tx& tx) {
    std::vector<order::ReturnWish> wishes;
    for (const auto& line : line_units(words, order::progress(tx, found->id)))
      wishes.push_back({line.line, line.units, *why});
    return order::ask_return(tx, found->id, wishes, {actor(), reason}, base::clock_now());
  });
  if (!asked) return refused(say(asked.why()));
  std::cout << "return " << asked->number << " of order " << number << " is asked for\n";
  return 0;
}

int returns_approve(Call& call) {
  return answered(call, order::Answer::Approved, "approved");
}

int returns_refuse(Call& call) {
  return answered(call, order::Answer::Refused, "refused");
}

// gdsctl returns receive RETURN LINE=UNITS[:RESELLABLE]... --grade G: what is not named did not
// come; what is not said to be resellable goes to no shelf. --serials names units that do, --broken
// others.
int returns_receive(Call& call) {
  const auto number = call.args.take_word().value_or("");
  const auto grade = call.args.take_option("--grade").value_or("");
  const auto shelved = take_all(call.args, "--serials");
  const auto broken = take_all(call.args, "--broken");
  const auto words = take_lines(call.args);
  call.args.done();
  if (grade != "" && grade != "a" && grade != "b" && grade != "c" && grade != "scrap")
    throw base::UsageError{"--grade is one of a, b, c, scrap"};
  auto db = database(call);
  const auto found = find(db, number);
  if (!found) return 1;
  const inventory::Cause cause{found->order, "return " + std::to_string(found->id.raw()), actor()};
  const auto now = base::clock_now();
  using Received = base::Result<base::Done, NotReceived>;
  const auto done = db.transact("returns_receive", [&](store::Tx& tx) -> Received {
    const auto lines = line_units(words, order::progress(tx, found->order));
    std::vector<order::Received> received;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto& rest = words[i].rest;
      if (rest.size() > 6 || rest.find_first_not_of("0123456789") != std::string::npos)
        throw base::UsageError{"\"" + rest + "\" is not a number of resellable units"};
      received.push_back(
          {lines[i].line, lines[i].units, rest.empty() ? 0 : std::stoi(rest), grade});
    }
    const auto came = order::receive_return(tx, found->id, received, {actor(), ""}, now);
    if (!came) return NotReceived{say(came.why())};
    if (const auto named = take_back(tx, shelved, inventory::Resellable::Yes, cause, now); !named)
      return NotReceived{say(named.why())};
    if (const auto named = take_back(tx, broken, inventory::Resellable::No, cause, now); !named)
      return NotReceived{say(named.why())};
    return base::Done{};
  });
  if (!done) return refused(done.why().why);
  std::cout << "return " << number << " is received\n";
  return 0;
}

// gdsctl returns close RETURN [--fee AMOUNT]: grants what came; shown first, --yes does it.
int returns_close(Call& call) {
  const auto number = call.args.take_word().value_or("");
  const auto fee = parse_amount("--fee", call.args.take_option("--fee").value_or("0"));
  const bool yes = call.args.take_flag("--yes");
  call.args.done();
  auto db = database(call);
  const auto found = find(db, number);
  if (!found) return 1;
  std::vector<order::Progress> lines;
  const auto preview = db.snapshot("returns_preview", [&](store::Tx& tx) {
    lines = order::progress(tx, found->order);
    return order::preview_return(tx, found->id, fee);
  });
  if (!preview) return refused(say(preview.why()));
  print(*preview, lines);
  std::cout << "discounts and free shipping of the order are kept, whatever it comes to now\n";
  if (!yes) return only_shown();
  const auto done = db.transact("returns_close", [&](store::Tx& tx) {
    return order::close_return(tx, found->id, fee, {actor(), ""}, base::clock_now());
  });
  if (!done) return refused(say(done.why()));
  std::cout << "return " << number << " is closed\n";
  return 0;
}

}  // namespace ctl
