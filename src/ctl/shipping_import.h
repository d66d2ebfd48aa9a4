#pragma once
#include <istream>
#include <string>

#include "base/result.h"
#include "shipping/import.h"

// Files of shipping tables into the database: a header line, then rows; all of a file or nothing.
namespace ctl {

// What is wrong with the file, or with its rows, in a sentence that begins with the line where
// there is one.
struct FileRefused {
  std::string why;
};
using Imported = base::Result<int, FileRefused>;  // how many rows

// zone,up_to,cents and, where wanted, up_to_class,per_extra_cents.
Imported import_rates(store::Tx& tx, std::istream& file, const shipping::NewTariff& tariff,
                      const std::string& actor, base::Instant now);
// zip3_from,zip3_to,zone; an empty zone is not served.
Imported import_chart(store::Tx& tx, std::istream& file, const shipping::NewChart& chart,
                      const std::string& actor, base::Instant now);
// sku and any of packed_g,l_mm,w_mm,h_mm,ships_alone,ship_class,hazmat,free_ship_excluded.
Imported import_facts(store::Tx& tx, std::istream& file);

}  // namespace ctl
