#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "store/db.h"

namespace store {

// Brings the database to the newest shape: applies each file of `folder` (YYYYMMDD-HHMM-what.sql)
// not yet recorded in schema_migrations, in name order, each in one transaction of its own; a file
// that begins with "-- no transaction" (CONCURRENTLY) runs as it is. Returns the names applied.
// Takes an advisory lock, so that two runs at once do the work once. Throws when a recorded file is
// missing or its text has changed: merged migrations are never edited. `db` connects as gds_owner.
std::vector<std::string> migrate(Db& db, const std::filesystem::path& folder);

}  // namespace store
