#include "inventory/serials.h"

#include <iostream>

#include "ctl/staff.h"
#include "inventory/count.h"
#include "inventory/locations.h"

namespace ctl {
namespace {

using base::UsageError;
using store::Tx;

}  // namespace

// gdsctl serials show SERIAL: what became of a unit.
int serials_show(Call& call) {
  const auto serial = call.args.take_word().value_or("");
  call.args.done();
  auto db = database(call);
  const auto events =
      db.snapshot("serials_show", [&](Tx& tx) { return inventory::serial_history(tx, serial); });
  for (const auto& event : events)
    std::cout << base::to_iso8601(event.at) << '\t' << event.sku << '\t' << event.state << '\t'
              << event.cause << '\t' << event.actor << '\n';
  return events.empty() ? refused("there is no serial " + serial) : 0;
}

// gdsctl serials require SKU [--no]
int serials_require(Call& call) {
  const auto sku = call.args.take_word().value_or("");
  const auto serials =
      call.args.take_flag("--no") ? inventory::Serials::Optional : inventory::Serials::Required;
  call.args.done();
  auto db = database(call);
  db.transact("serials_require", [&](Tx& tx) {
    inventory::set_serials(tx, variant_of(tx, sku), serials);
    return true;
  });
  return 0;
}

// gdsctl serials register SKU --serials S1,S2 --reason REASON [--at CODE]
int serials_register(Call& call) {
  const auto sku = call.args.take_word().value_or("");
  const auto at = call.args.take_option("--at").value_or("main");
  const auto serials = parted(call.args.take_option("--serials").value_or(""), ',');
  const auto reason = call.args.take_option("--reason").value_or("");
  call.args.done();
  if (serials.empty() || reason.empty()) throw UsageError{"say --serials which, --reason why"};
  auto db = database(call);
  const auto now = base::clock_now();
  const auto done = db.transact("serials_register", [&](Tx& tx) {
    const auto location = inventory::find_location(tx, at);
    if (!location) throw base::Error{"there is no location " + at};
    const auto item = inventory::stock_at(tx, variant_of(tx, sku), location->id);
    if (!item) throw base::Error{sku + " has no stock at " + at};
    return inventory::register_serials(tx, *item, std::nullopt, serials, reason, actor(), now);
  });
  return done ? 0 : refused(say(done.why()));
}

// gdsctl serials scrap SKU SERIAL --reason REASON
int serials_scrap(Call& call) {
  const auto sku = call.args.take_word().value_or("");
  const auto serial = call.args.take_word().value_or("");
  const auto reason = call.args.take_option("--reason").value_or("");
  call.args.done();
  if (reason.empty()) throw UsageError{"say --reason why"};
  auto db = database(call);
  const auto now = base::clock_now();
  const auto done = db.transact("serials_scrap", [&](Tx& tx) {
    return inventory::scrap(tx, variant_of(tx, sku), serial, reason, actor(), now);
  });
  if (done) return 0;
  switch (done.why()) {
    case inventory::ScrapRefusal::Unknown:
      return refused("there is no serial " + serial + " of " + sku);
    case inventory::ScrapRefusal::NotHere:
      return refused("that unit was shipped or scrapped");
    case inventory::ScrapRefusal::Promised:
      break;
  }
  return refused("as many as there are are promised to orders; settle one of them first");
}

}  // namespace ctl
