#pragma once
#include <string>
#include <vector>

#include "sitegen/site.h"
#include "sitegen/snapshot.h"

namespace sitegen {

// Where what is served says another thing than the database: a sentence each, empty when page,
// JSON-LD and feed agree with the shelf in price and availability of every offer (invariant G1),
// and the feed in what it weighs to be sent.
// `folder` is that of the served generation. Changes that no page shows yet are for the caller to
// rule out.
std::vector<std::string> faults_of(const std::string& folder, const Snapshot& snapshot);

// The files of the pages that show one of these products, in their order: what is written anew when
// they change (invariant G3). The feeds and sitemaps besides.
std::vector<std::string> files_showing(const Site& site,
                                       const std::vector<catalog::ProductPage>& products);

}  // namespace sitegen
