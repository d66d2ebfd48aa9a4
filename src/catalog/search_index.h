#pragma once
#include <cstdint>

#include "store/db.h"

// What products are found by: documents of words and facets, and the typos of part numbers and
// words. Made from what has changed since; triggers note it in search_changes.
namespace catalog {

// Makes the documents of at most `most` changes anew, in one transaction that two runs at once take
// in turns; answers how many changes it took away. 0: all is up to date. The role is gds_jobs.
std::int64_t index_changed(store::Db& db, std::int64_t most);

}  // namespace catalog
