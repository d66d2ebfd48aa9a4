#pragma once
#include <optional>
#include <string>
#include <vector>

#include "ctl/staff.h"
#include "order/read.h"
#include "order/refund.h"
#include "store/db.h"

// What the commands about orders share. Private to ctl.
namespace ctl {

// The order of a number; says so on standard error when there is none.
std::optional<order::Summary> find_order(store::Db& db, const std::string& number);

// What a command says of units: "2=3" is three units of the second line. Takes all the words that
// look so. Throws UsageError for lines that the order does not have, or no units.
struct LineWords {
  int position;
  int units;
  std::string rest;  // what stood behind a further colon
};
std::vector<LineWords> take_lines(base::Args& args);
std::vector<order::LineUnits> line_units(const std::vector<LineWords>& words,
                                         const std::vector<order::Progress>& lines);

// "12.34" as an amount. Throws UsageError for anything else.
base::Money parse_amount(const std::string& option, const std::string& text);

// A grant's shares, one a line, and their sum.
void print(const order::Grant& grant, const std::vector<order::Progress>& lines);

// Standard output says what would be done; 0. For commands that were called without --yes.
int only_shown();

}  // namespace ctl
