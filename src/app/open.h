#pragma once
#include <chrono>
#include <string_view>

#include "base/config.h"
#include "store/db.h"

// How a configuration becomes the things a program works with.
namespace app {

// A program started as root becomes the owner of the instance (of run.dir) first, for good, so that
// nothing it writes belongs to root. Throws when it cannot.
void become_owner(const base::Config& config);

// What a program holds in memory, secrets among it, never becomes a file when it crashes.
void leave_no_core();

// For web workers: behind PgBouncer where there is one, and no statement longer than `longest`,
// whether the server ends it or, hanging, does not.
store::DbOptions pooled_db(const base::Config& config, std::string_view role,
                           std::chrono::seconds longest);
// For jobs, the watcher and the operator: never through a pooler.
store::DbOptions direct_db(const base::Config& config, std::string_view role);

}  // namespace app
