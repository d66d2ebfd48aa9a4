#pragma once
#include <string>
#include <string_view>

namespace views {

// The picture that other sites show beside a link to a page: the page's title and the shop's name,
// drawn by sitegen. Its name holds what it shows, so that another title has another picture and an
// equal one is never drawn again.
inline constexpr int kLinkCardWidth = 1200;
inline constexpr int kLinkCardHeight = 630;

// "/cards/3f/3f07….png"
std::string link_card_path(std::string_view site_name, std::string_view title);

}  // namespace views
