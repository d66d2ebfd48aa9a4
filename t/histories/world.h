#pragma once
#include <array>
#include <string>
#include <vector>

#include "base/ids.h"
#include "payment/payment.h"
#include "t/histories/history.h"
#include "t/histories/stage.h"
#include "t/rows.h"

// A small shop in which random histories happen: a handful of things to sell, three shoppers,
// staff. The rows it begins with are committed once a database (open_shop); everything after is
// played.
namespace t::histories {

void open_shop(store::Db& db);

// What a world's steps share. Whatever a step needs that is not here it asks the database for, so
// that rivals see each other's orders.
struct World {
  explicit World(Stage& where);

  Stage& stage;
  base::Instant now = kNoon;
  std::array<std::string, 3> shoppers;  // the values of their cart cookies
  std::vector<std::string> card_codes;  // of the gift cards that staff made
  std::uint64_t serial = 0;             // makes names that are used once
  payment::Terms terms;
};

// The kinds of steps: what each is called, how often it comes, what it does. A step that the shop
// refuses is a step too.
enum class Writes {
  Yes,
  No,
  InParts,  // in several acts, each of which is a kind of its own too
};
struct Kind {
  const char* name;
  int weight;
  void (*play)(World&, const Step&);
  Writes writes = Writes::Yes;
};
const std::vector<Kind>& kinds();
std::vector<int> weights();

// "7 steps: add 0 1 2, place 0 0 0, ...".
std::string to_text(const History& history);

// Plays the history in a world of its own and asks the rules after every step.
std::optional<std::string> first_fault(store::Db& db, const History& history);

// The rules that `tx` sees broken, a sentence each.
std::vector<std::string> broken_rules(store::Tx& tx, base::Instant now);
// Those of placed orders among them: parcels, cancellation, returns, refunds.
std::vector<std::string> broken_order_rules(store::Tx& tx);
// And what the tax ledger says of them.
std::vector<std::string> broken_tax_rules(store::Tx& tx);

}  // namespace t::histories
