#include "t/histories/world.h"

#include "app/faults.h"
#include "base/error.h"
#include "t/db_test.h"
#include "t/histories/steps.h"

namespace t::histories {

World::World(Stage& where) : stage{where} {
  terms.site_url = "https://shop.example";
}

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{
      {"add", 8, shopper::add},
      {"set_units", 5, shopper::set_units},
      {"remove", 2, shopper::remove},
      {"code", 3, shopper::code},
      {"card", 6, shopper::card},
      {"place", 8, shopper::place},
      {"wait", 2, shopper::wait, Writes::No},
      {"paid", 8, stripe_says::paid},
      {"paid_otherwise", 1, stripe_says::paid_otherwise},
      {"ended", 2, stripe_says::ended},
      {"resolve", 1, staff::resolve},
      {"sweep", 1, staff::sweep},
      {"purchase", 2, staff::buy},
      {"receive", 3, staff::receive},
      {"adjust", 2, staff::adjust},
      {"transfer", 2, staff::transfer},
      {"count", 1, staff::count},
      {"issue_card", 3, staff::issue_card},
      {"change_card", 1, staff::change_card},
      {"buy", 12, shopper::buy, Writes::InParts},
      {"send_all", 7, after::send_all},
      {"pack", 5, after::pack},
      {"parcel", 7, after::parcel},
      {"cancel", 2, after::cancel},
      {"ask_return", 4, after::ask_return},
      {"go_on_return", 6, after::go_on_return},
      {"grant", 2, after::grant},
      {"send_refund", 6, after::send_refund},
      {"take_back", 6, after::take_back, Writes::InParts},
      {"refund_ends", 6, after::refund_ends},
      {"edit", 5, after::edit},
      {"end_edit", 6, after::end_edit},
      {"exchange", 5, after::exchange},
      {"archive", 1, staff::archive},
      {"batch", 1, staff::batch},
      {"expire", 1, staff::expire},
  };
  return all;
}

std::vector<int> weights() {
  std::vector<int> out;
  for (const auto& kind : kinds()) out.push_back(kind.weight);
  return out;
}

std::string to_text(const History& history) {
  std::string text = std::to_string(history.size()) + " steps:";
  for (const auto& step : history)
    text += std::string{" "} + kinds()[step.kind].name + " " + std::to_string(step.a) + " " +
            std::to_string(step.b) + " " + std::to_string(step.c) + ",";
  text.pop_back();
  return text;
}

std::optional<std::string> first_fault(store::Db& db, const History& history) {
  Rehearsal stage{db};
  World world{stage};
  std::size_t number = 0;
  for (const auto& step : history) {
    ++number;
    const auto where = [&] {
      return "step " + std::to_string(number) + " (" + kinds()[step.kind].name + "): ";
    };
    stage.forget();
    const auto before = world.now;
    try {
      kinds()[step.kind].play(world, step);
    } catch (const base::Error& e) {
      return where() + e.what();
    }
    // A step that was refused left everything as it was.
    if (!stage.has_kept() && world.now == before) continue;
    std::vector<std::string> broken;
    stage.act([&](store::Tx& tx) {
      broken = broken_rules(tx, world.now);
      return true;
    });
    if (!broken.empty()) return where() + broken.front();
  }
  // What the nightly proof says of it, which must not cry wolf.
  std::vector<std::string> faults;
  stage.act([&](store::Tx& tx) {
    faults = app::faults(tx, world.now);
    return true;
  });
  if (!faults.empty()) return "in the end: " + faults.front();
  return std::nullopt;
}

}  // namespace t::histories
