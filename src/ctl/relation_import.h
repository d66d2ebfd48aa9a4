#pragma once
#include <istream>

#include "ctl/product_import.h"

// A file of relations into the catalog: brand, mpn, relation ("fits" or "replaces"), other_brand,
// other_mpn. The command `gdsctl import relations` is its face.
namespace ctl {

// As import_bundles: each row by itself, a bad one is reported and never stops the good ones.
ImportCounts import_relations(store::Db& db, std::istream& file, const ImportOptions& options,
                              const ImportWatch& watch);

}  // namespace ctl
