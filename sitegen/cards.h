#pragma once
#include "sitegen/build.h"

namespace sitegen {

// Draws the pictures for links that pages name and that are not there yet, beside the generations
// ("cards/"), until `stop` answers true; after the whole site was made it removes those that no
// page names any more and that are a month old. A second pass like add_brotli: a page is served
// before its picture, which other sites ask for later. Returns how many were drawn.
std::size_t draw_cards(const SiteFolder& site, const Built& built, unsigned threads,
                       const std::function<bool()>& stop);

}  // namespace sitegen
