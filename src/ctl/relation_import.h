#pragma once
#include <istream>

#include "intake/intake.h"

// A file of relations into the catalog: brand, mpn, relation ("fits" or "replaces"), other_brand,
// other_mpn. The command `gdsctl import relations` is its face.
namespace ctl {

// As import_bundles: each row by itself, a bad one is reported and never stops the good ones.
intake::ImportCounts import_relations(store::Db& db, std::istream& file,
                                      const intake::ImportOptions& options,
                                      const intake::ImportWatch& watch);

}  // namespace ctl
