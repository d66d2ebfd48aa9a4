#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/money.h"
#include "catalog/condition.h"

// The rows of a product file, as typed and checked values. Nothing here asks the database.
namespace catalog {

// What is true of a device itself, whichever copy of it is for sale. Empty is not known.
struct ProductFacts {
  std::optional<int> u_height_milli;
  std::optional<int> weight_g;
  std::optional<bool> full_depth;
  std::optional<std::string> airflow;
  std::optional<std::string> ports;
  std::optional<int> poe_ports;
  std::optional<int> power_supplies;
  std::optional<int> max_draw_watts;
};

struct ProductRow {
  std::size_t line = 0;
  std::string sku;
  std::string brand;
  std::string mpn;
  std::string title;
  std::vector<std::string> category;  // names from the root
  Condition condition = Condition::New;
  base::Money price;
  std::optional<int> quantity;  // units counted; empty leaves stock alone
  std::optional<int> reorder_threshold;
  ProductFacts facts;
  std::string image_front;  // paths below the folder of pictures; empty: none
  std::string image_rear;
};

// Which field of a record is which column.
class ProductColumns {
 public:
  // From the file's first record. Throws base::Error when a required column is missing or one
  // stands twice; columns it does not know are listed in unknown().
  explicit ProductColumns(const std::vector<std::string>& header);
  const std::vector<std::string>& unknown() const { return unknown_; }
  // Reads one record into `row`. Answers "" or everything that is wrong with it, in plain words.
  std::string parse(const base::CsvRecord& record, ProductRow& row) const;

 private:
  friend class RowReader;
  std::vector<int> field_of_;  // by column, -1: not in this file
  std::size_t fields_ = 0;
  std::vector<std::string> unknown_;
};

// The columns in the order of an export.
const std::vector<std::string>& product_column_names();

// A row as an export writes it, in that order: weights in grams, what is not known empty, nothing
// that a spreadsheet would compute. Read again it is the same row.
std::vector<std::string> product_fields(const ProductRow& row);

}  // namespace catalog
