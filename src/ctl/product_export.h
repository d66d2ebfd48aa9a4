#pragma once
#include <ostream>

#include "store/db.h"

namespace ctl {

// What is for sale as a product file, with the counts of the main warehouse: imported again it
// changes nothing. One snapshot. Answers the number of rows. `db` connects as gds_admin.
std::size_t export_products(store::Db& db, std::ostream& out);

}  // namespace ctl
