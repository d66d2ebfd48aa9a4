#pragma once
#include "intake/intake.h"

namespace intake {

// All or nothing: first the file is tried without keeping anything, which also reports every bad
// row; one without any is then written in a single transaction. `file` is seekable.
ImportCounts import_strictly(store::Db& db, std::istream& file, const ImportOptions& options,
                             const ImportWatch& watch);

}  // namespace intake
