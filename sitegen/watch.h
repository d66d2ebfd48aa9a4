#pragma once
#include "base/config.h"
#include "base/log.h"
#include "sitegen/build.h"

namespace sitegen {

// Keeps the site as the database is: waits for word of a commit that changed a page (LISTEN, with
// a look of its own every few seconds), waits a moment for the rest of a burst, and builds. Goes on
// through losses of the database. Returns when `stop_asked` answers true.
void watch(const base::Config& config, base::Log& log, const BuildOptions& options,
           bool (*stop_asked)());

}  // namespace sitegen
