#pragma once
#include <string>
#include <string_view>

namespace sitegen {

// Same bytes in, same bytes out: no time and no name in the header.
std::string gzipped(std::string_view bytes);
std::string brotlied(std::string_view bytes);

// Is a file of this name worth it? Pictures are compressed already.
bool compresses(std::string_view file);

}  // namespace sitegen
