#include <iostream>

#include "ctl/staff.h"
#include "inventory/locations.h"

namespace ctl {

// gdsctl locations list: where stock lies.
int locations_list(Call& call) {
  call.args.done();
  auto db = database(call);
  for (const auto& location :
       db.snapshot("locations_list", [](store::Tx& tx) { return inventory::locations(tx); }))
    std::cout << location.code << '\t' << (location.sells ? "sells" : "back stock") << '\t'
              << location.name << '\n';
  return 0;
}

// gdsctl locations add CODE NAME [--sells]
int locations_add(Call& call) {
  const auto code = call.args.take_word().value_or("");
  const auto name = call.args.take_word().value_or("");
  const auto purpose =
      call.args.take_flag("--sells") ? inventory::Purpose::Sells : inventory::Purpose::BackStock;
  call.args.done();
  if (code.empty() || name.empty()) throw base::UsageError{"say a code and a name"};
  auto db = database(call);
  const auto made = db.transact("locations_add", [&](store::Tx& tx) {
    return inventory::add_location(tx, code, name, purpose);
  });
  if (made) return 0;
  switch (made.why()) {
    case inventory::LocationRefusal::BadCode:
      return refused("a code is a letter, then up to 31 small letters, digits and hyphens");
    case inventory::LocationRefusal::Taken:
      break;
  }
  return refused("there is a location " + code);
}

}  // namespace ctl
