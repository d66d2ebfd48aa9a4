#pragma once
#include <string>

namespace sitegen {

// A picture for links (views/card.h) as PNG. The same words give the same bytes, with the same font
// and libgd. Safe for several threads. Throws when the font is not there.
std::string draw_card(const std::string& site_name, const std::string& title);

}  // namespace sitegen
