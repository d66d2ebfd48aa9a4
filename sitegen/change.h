#pragma once
#include <optional>

#include "sitegen/build.h"

namespace sitegen {

// Writes anew, in the generation that is served, the pages that show a product which changed, each
// whole by one rename; then the products' lines in the sitemap and their items in the feed. What it
// costs goes by how many pages those are and not by how many there are. Nothing, with nothing
// written, when the whole site has to be made instead: see catalog::Shelf::part. Changes are done
// with at the end: a run that is ended before does no harm and is done again.
std::optional<Built> change(const SiteFolder& site, const base::Config& config, store::Db& db,
                            const BuildOptions& options, base::Instant now);

// What change() would do to pages now: those that would have other bytes, and those that would be
// no more. Nothing is written; nothing is answered when the whole site would be made.
struct Foreseen {
  std::vector<std::string> written;
  std::vector<std::string> gone;
};
std::optional<Foreseen> foresee_change(const SiteFolder& site, const base::Config& config,
                                       store::Db& db, const BuildOptions& options);

}  // namespace sitegen
