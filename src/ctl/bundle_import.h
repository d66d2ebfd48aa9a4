#pragma once
#include <istream>

#include "intake/intake.h"

// A bundle file into the catalog. The command `gdsctl import bundles` is its face.
namespace ctl {

// Each row in a transaction of its own; a bad row is reported and never stops the good ones.
// Importing a file again changes nothing. Mode DryRun keeps nothing; Strict is for product files
// only. `db` connects as gds_admin. Throws base::Error when the file is no bundle file at all.
intake::ImportCounts import_bundles(store::Db& db, std::istream& file,
                                    const intake::ImportOptions& options,
                                    const intake::ImportWatch& watch);

}  // namespace ctl
