#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "catalog/pages.h"

// The departments on their way from sitegen, which reads them from its snapshot, to the workers,
// whose pages have the same menu as the generated ones without asking the database.
namespace views {

// Below the folder that is served. It says what every page says: who asks for it learns nothing.
inline constexpr const char* kMenuFile = "menu.json";

std::string menu_json(const catalog::Menu& menu);

// Nothing when the text is not what menu_json() wrote.
std::optional<catalog::Menu> parse_menu(std::string_view text);

}  // namespace views
