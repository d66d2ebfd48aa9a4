#pragma once
#include <string>
#include <vector>

#include "documents/documents.h"

// What stands on a document, in words and figures as they are printed; and the printing. Private to
// documents.
namespace documents {

// A name and its value, at the right of the head: "Order", "10001".
struct Fact {
  std::string name;
  std::string value;
};
// A titled address.
struct Block {
  std::string title;
  std::vector<std::string> lines;
};
// One line of goods. `details` stand below the title, smaller: part number, condition, serials.
// `figures` are the values of the table's further columns, aligned right.
struct Item {
  std::string title;
  std::vector<std::string> details;
  std::vector<std::string> figures;
};
struct Total {
  std::string name;
  std::string amount;
  enum class Weight { Plain, Strong } weight = Weight::Plain;
};
struct Paper {
  std::string title;  // "Invoice"
  Sender sender;
  std::vector<Fact> facts;
  std::vector<Block> blocks;
  std::vector<std::string> columns;  // beside the first, "Item"
  std::vector<Item> items;
  std::vector<Total> totals;
  std::vector<std::string> notes;
};

// How a document is named and dated.
struct Imprint {
  std::string number;  // as printed: "INV-10001"
  int revision;        // said from 2 on
  base::Instant made_at;
};

// The PDF: US letter, as many pages as it takes, each saying which it is and of how many. The same
// paper and imprint are the same bytes.
std::string print(const Paper& paper, const Imprint& imprint);

// A digest of all that the paper says: two papers that say the same have one.
std::string digest(const Paper& paper);

}  // namespace documents
