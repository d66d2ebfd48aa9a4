#include <iostream>

#include "base/text.h"
#include "ctl/staff.h"
#include "inventory/locations.h"
#include "inventory/purchase.h"

namespace ctl {
namespace {

using base::UsageError;
using store::Tx;

constexpr std::int64_t kListed = 1000;
constexpr int kMostUnits = 10'000'000;            // as the import
constexpr std::int64_t kMostCents = 100'000'000;  // a unit of a million dollars

// "SKU:UNITS", and "SKU:UNITS@CENTS" where a unit's price is said. Read from the right: a SKU may
// have colons.
struct Piece {
  std::string sku;
  int units;
  std::optional<base::Money> cost;
};
std::vector<Piece> take_pieces(base::Args& args) {
  std::vector<Piece> pieces;
  while (const auto word = args.take_word()) {
    const auto colon = word->rfind(':');
    if (colon == std::string::npos || colon == 0)
      throw UsageError{"say SKU:UNITS@CENTS, not " + *word};
    const auto at = word->find('@', colon);
    const auto units = base::parse_integer<int>(word->substr(colon + 1, at - colon - 1));
    const auto cents = at == std::string::npos
                           ? std::optional<std::int64_t>{0}
                           : base::parse_integer<std::int64_t>(word->substr(at + 1));
    if (!units || *units <= 0 || *units > kMostUnits || !cents || *cents < 0 || *cents > kMostCents)
      throw UsageError{"say SKU:UNITS@CENTS, not " + *word};
    pieces.push_back({word->substr(0, colon), *units, std::nullopt});
    if (at != std::string::npos) pieces.back().cost = base::Money::cents(*cents);
  }
  if (pieces.empty()) throw UsageError{"say what: SKU:UNITS@CENTS ..."};
  return pieces;
}

base::PurchaseOrderId take_purchase(base::Args& args) {
  const auto number = base::parse_integer<std::int64_t>(args.take_word().value_or(""));
  if (!number) throw UsageError{"say the number of the purchase order"};
  return base::PurchaseOrderId{*number};
}

// What has come, as `said`, with each "SKU:S1,S2" of `serials` at the line of that SKU.
std::vector<inventory::Arrived> arrived(const std::vector<Piece>& said,
                                        const std::vector<std::string>& serials) {
  std::vector<inventory::Arrived> lines;
  for (const auto& piece : said) lines.push_back({base::VariantId{0}, piece.units, piece.cost, {}});
  for (const auto& text : serials) {
    std::size_t i = 0;
    while (i < said.size() && !text.starts_with(said[i].sku + ":")) ++i;
    if (i == said.size()) throw UsageError{"--serials wants SKU:SERIAL,SERIAL of what has come"};
    lines[i].serials = parted(text.substr(said[i].sku.size() + 1), ',');
  }
  return lines;
}

std::string say(const inventory::ReceiveRefused& refused, const std::string& sku) {
  switch (refused.why) {
    case inventory::ReceiveWhy::NoSuchOrder:
      return "there is no such purchase order";
    case inventory::ReceiveWhy::NotOrdered:
      return "it is a draft or cancelled; nothing can come of it";
    case inventory::ReceiveWhy::NotOnOrder:
      return sku + " is not on it, or was said twice";
    case inventory::ReceiveWhy::MoreThanOrdered:
      return "more of " + sku + " than was ordered; --over REASON if it is kept";
    case inventory::ReceiveWhy::SerialsMissing:
      return "say --serials " + sku + ":SERIAL,SERIAL, one of each unit";
    case inventory::ReceiveWhy::Serial:
      break;
  }
  return ctl::say(*refused.serial);
}

int moved(const base::Result<base::Done, inventory::PurchaseMove>& done) {
  if (done) return 0;
  switch (done.why()) {
    case inventory::PurchaseMove::NoSuchOrder:
      return refused("there is no such purchase order");
    case inventory::PurchaseMove::NotNow:
      break;
  }
  return refused("its state does not allow that; see purchases list");
}

}  // namespace

// gdsctl purchases create SUPPLIER SKU:UNITS@CENTS ... [--to CODE] [--reference TEXT]: a draft.
int purchases_create(Call& call) {
  const auto supplier = call.args.take_word().value_or("");
  if (supplier.empty()) throw UsageError{"say who the supplier is"};
  const auto to = call.args.take_option("--to").value_or("main");
  const auto reference = call.args.take_option("--reference").value_or("");
  const auto pieces = take_pieces(call.args);
  call.args.done();
  for (const auto& piece : pieces)
    if (!piece.cost) throw UsageError{"say what a unit costs: " + piece.sku + ":UNITS@CENTS"};
  auto db = database(call);
  const auto now = base::clock_now();
  std::string sku;  // of the line that is refused
  const auto made = db.transact("purchases_create", [&](Tx& tx) {
    const auto location = inventory::find_location(tx, to);
    if (!location) throw base::Error{"there is no location " + to};
    inventory::Purchase purchase{
        inventory::supplier_named(tx, supplier), location->id, reference, {}, actor()};
    for (const auto& piece : pieces)
      purchase.lines.push_back({variant_of(tx, piece.sku), piece.units, *piece.cost});
    const auto draft = inventory::draft_purchase(tx, purchase, now);
    for (std::size_t i = 0; !draft && i < pieces.size(); ++i)
      if (purchase.lines[i].variant == draft.why().variant) sku = pieces[i].sku;
    return draft;
  });
  if (made) {
    std::cout << "purchase order " << *made << " is drafted\n";
    return 0;
  }
  switch (made.why().why) {
    case inventory::PurchaseWhy::Bundle:
      return refused(sku + " is a bundle; its parts are bought");
    case inventory::PurchaseWhy::SoldElsewhere:
      return refused(sku + " is sold from another location than " + to);
    case inventory::PurchaseWhy::Twice:
      break;
  }
  return refused(sku + " was said twice");
}

// gdsctl purchases place NUMBER: it was sent to the supplier.
int purchases_place(Call& call) {
  const auto id = take_purchase(call.args);
  call.args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  return moved(db.transact("purchases_place",
                           [&](Tx& tx) { return inventory::place_purchase(tx, id, now); }));
}

// gdsctl purchases cancel NUMBER: no more of it will come.
int purchases_cancel(Call& call) {
  const auto id = take_purchase(call.args);
  call.args.done();
  auto db = database(call);
  const auto now = base::clock_now();
  return moved(db.transact("purchases_cancel",
                           [&](Tx& tx) { return inventory::cancel_purchase(tx, id, now); }));
}

// gdsctl purchases receive NUMBER SKU:UNITS[@CENTS] ... --note NOTE [--serials SKU:S1,S2]
// [--over REASON]
int purchases_receive(Call& call) {
  const auto id = take_purchase(call.args);
  inventory::Delivery delivery{call.args.take_option("--note").value_or(""),
                               {},
                               call.args.take_option("--over").value_or(""),
                               actor()};
  const auto serials = take_all(call.args, "--serials");
  const auto pieces = take_pieces(call.args);
  call.args.done();
  if (delivery.note.empty()) throw UsageError{"say --note: the number of the delivery note"};
  delivery.lines = arrived(pieces, serials);
  auto db = database(call);
  const auto now = base::clock_now();
  const auto done = db.transact("purchases_receive", [&](Tx& tx) {
    for (std::size_t i = 0; i < pieces.size(); ++i)
      delivery.lines[i].variant = variant_of(tx, pieces[i].sku);
    return inventory::receive(tx, id, delivery, now);
  });
  if (done) {
    if (*done == inventory::Moved::Before)
      std::cout << "delivery " << delivery.note << " was taken in before; nothing changed\n";
    return 0;
  }
  std::string sku;
  for (std::size_t i = 0; i < pieces.size(); ++i)
    if (delivery.lines[i].variant == done.why().variant) sku = pieces[i].sku;
  return refused(say(done.why(), sku));
}

// gdsctl purchases list [--state STATE]: newest first, one a line, parted by tabs.
int purchases_list(Call& call) {
  const auto state = call.args.take_option("--state").value_or("");
  call.args.done();
  auto db = database(call);
  for (const auto& p : db.snapshot(
           "purchases_list", [&](Tx& tx) { return inventory::purchases(tx, state, kListed); }))
    std::cout << p.id << '\t' << base::to_iso8601(p.created_at) << '\t' << p.state << '\t'
              << p.supplier << '\t' << p.location << '\t' << p.received_units << " of " << p.units
              << '\t' << base::to_text(p.cost) << '\t' << p.reference << '\n';
  return 0;
}

// gdsctl purchases show NUMBER: its lines.
int purchases_show(Call& call) {
  const auto id = take_purchase(call.args);
  call.args.done();
  auto db = database(call);
  const auto lines =
      db.snapshot("purchases_show", [&](Tx& tx) { return inventory::purchase_lines(tx, id); });
  if (lines.empty()) return refused("there is no such purchase order");
  for (const auto& line : lines)
    std::cout << line.sku << '\t' << line.received_units << " of " << line.units << '\t'
              << base::to_text(line.unit_cost) << '\n';
  return 0;
}

}  // namespace ctl
