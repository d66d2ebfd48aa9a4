#include <iostream>

#include "ctl/order_call.h"
#include "ctl/payment_commands.h"
#include "order/cancel.h"
#include "order/fulfil.h"
#include "order/hold.h"

namespace ctl {
namespace {

std::string say(order::PackRefusal why) {
  switch (why) {
    case order::PackRefusal::NotOpen:
      return "the order is not placed, or nothing of it is still to be sent";
    case order::PackRefusal::OnHold:
      return "the payment is doubted: see orders show, then orders free";
    case order::PackRefusal::Nothing:
      return "nothing of the order is still to be sent";
    case order::PackRefusal::MoreUnits:
      return "the line has fewer units that are neither packed, nor sent, nor cancelled";
  }
  return "";
}

std::string say(const order::ShipRefused& why) {
  switch (why.why) {
    case order::ShipWhy::NoSuchParcel:
      return "there is no such parcel";
    case order::ShipWhy::NotPacked:
      return "the parcel has left, or was taken apart";
    case order::ShipWhy::OnHold:
      return "the payment is doubted: see orders show, then orders free";
    case order::ShipWhy::NotOnHand:
      return "of stock item " + std::to_string(why.short_of->item.raw()) + " only " +
             std::to_string(why.short_of->on_hand) + " are on hand; count stock first";
    case order::ShipWhy::SerialsMissing:
      return "say --serials SKU:SERIAL,SERIAL, one of each unit that has one";
    case order::ShipWhy::Serial:
      return ctl::say(*why.serial);
  }
  return "";
}

std::string say(order::ParcelRefusal why) {
  switch (why) {
    case order::ParcelRefusal::NoSuchParcel:
      return "there is no such parcel";
    case order::ParcelRefusal::NotPacked:
      return "the parcel has left, or was taken apart";
    case order::ParcelRefusal::NotShipped:
      return "the parcel is not on its way";
  }
  return "";
}

std::string say(order::CancelRefusal why) {
  switch (why) {
    case order::CancelRefusal::NotOpen:
      return "the order is not placed, or nothing of it is still to be sent";
    case order::CancelRefusal::MoreUnits:
      return "the line has fewer units that are neither packed, nor sent, nor cancelled";
  }
  return "";
}

// A parcel that could not be packed has its own reason; one that could not leave, another.
struct SendRefused {
  std::string why;
};

std::vector<order::Progress> lines_of(store::Db& db, base::OrderId order) {
  return db.snapshot("orders_lines", [&](store::Tx& tx) { return order::progress(tx, order); });
}

}  // namespace

// gdsctl orders ship NUMBER [LINE=UNITS...] [--serials SKU:S1,S2]: packs and sends one parcel;
// without lines, all that is still to be sent.
int orders_ship(Call& call) {
  const auto number = call.args.take_word().value_or("");
  order::Carriage carriage{call.args.take_option("--carrier").value_or(""),
                           call.args.take_option("--tracking").value_or("")};
  const auto serials = take_all(call.args, "--serials");
  const auto words = take_lines(call.args);
  call.args.done();
  auto db = database(call);
  const auto found = find_order(db, number);
  if (!found) return 1;
  const auto named = line_units(words, lines_of(db, found->id));
  const order::Because because{actor(), ""};
  const auto now = base::clock_now();
  const auto parcel = db.transact(
      "orders_ship", [&](store::Tx& tx) -> base::Result<base::FulfilmentId, SendRefused> {
        const auto lines = named.empty() ? order::unpacked(tx, found->id) : named;
        const auto packed = order::pack(tx, found->id, lines, because, now);
        if (!packed) return SendRefused{say(packed.why())};
        carriage.serials.clear();
        for (const auto& text : serials) {
          auto units = parse_serials(text);
          carriage.serials.push_back({variant_of(tx, units.sku), std::move(units.serials)});
        }
        const auto left = order::ship(tx, *packed, carriage, because, now);
        if (!left) return SendRefused{say(left.why())};
        return *packed;
      });
  if (!parcel) return refused(parcel.why().why);
  std::cout << "parcel " << *parcel << " of order " << number << " has left\n";
  return 0;
}

// gdsctl orders free NUMBER CAUSE --reason R: staff have looked; the rest of the order may leave.
int orders_free(Call& call) {
  const auto number = take_word(call, "which order");
  const auto cause = take_word(call, "which hold, as orders show has it");
  const auto reason = call.args.take_option("--reason").value_or("");
  call.args.done();
  if (reason.empty()) throw base::UsageError{"say why: --reason R"};
  // A dispute ends at the bank.
  if (cause.starts_with("dispute ")) return refused("see gdsctl disputes list");
  auto db = database(call);
  const auto found = find_order(db, number);
  if (!found) return 1;
  const bool lifted = db.transact("orders_free", [&](store::Tx& tx) {
    BASE_CHECK(order::lock_order(tx, found->id));
    return order::lift_hold(tx, found->id, cause, {actor(), reason}, base::clock_now());
  });
  if (!lifted) return refused("order " + number + " is not held by " + cause);
  std::cout << "order " << number << " is no longer held by " << cause << '\n';
  return 0;
}

// gdsctl orders delivered PARCEL
int orders_delivered(Call& call) {
  const auto word = call.args.take_word().value_or("");
  call.args.done();
  if (word.empty() || word.find_first_not_of("0123456789") != std::string::npos || word.size() > 18)
    throw base::UsageError{"say which: orders delivered PARCEL, as orders show has it"};
  auto db = database(call);
  const auto done = db.transact("orders_delivered", [&](store::Tx& tx) {
    return order::deliver(tx, base::FulfilmentId{std::stoll(word)}, {actor(), ""},
                          base::clock_now());
  });
  if (!done) return refused(say(done.why()));
  std::cout << "parcel " << word << " is delivered\n";
  return 0;
}

// gdsctl orders cancel NUMBER [LINE=UNITS...]: without lines, all that has not left. What would be
// given back is shown first, and --yes does it.
int orders_cancel(Call& call) {
  const auto number = call.args.take_word().value_or("");
  const auto reason = call.args.take_option("--reason").value_or("");
  const bool yes = call.args.take_flag("--yes");
  const auto words = take_lines(call.args);
  call.args.done();
  auto db = database(call);
  const auto found = find_order(db, number);
  if (!found) return 1;
  const auto lines = lines_of(db, found->id);
  const auto units = line_units(words, lines);
  const auto preview = db.snapshot("orders_cancel_preview", [&](store::Tx& tx) {
    return order::preview_cancel(tx, found->id, units);
  });
  if (!preview) return refused(say(preview.why()));
  print(*preview, lines);
  if (!yes) return only_shown();
  const auto done = db.transact("orders_cancel", [&](store::Tx& tx) {
    const order::Because because{actor(), reason};
    const auto now = base::clock_now();
    return units.empty() ? order::cancel_rest(tx, found->id, because, now)
                         : order::cancel_units(tx, found->id, units, because, now);
  });
  if (!done) return refused(say(done.why()));
  std::cout << "cancelled; to send the money: gdsctl orders refund " << number << " --send --yes\n";
  return 0;
}

}  // namespace ctl
