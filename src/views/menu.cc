#include "views/menu.h"

#include "base/json.h"
#include "base/json_writer.h"

namespace views {

std::string menu_json(const catalog::Menu& menu) {
  base::JsonWriter json;
  json.begin_object().key("departments").begin_array();
  for (const auto& department : menu.departments)
    json.begin_object().field("name", department.name).field("path", department.path).end_object();
  return json.end_array().end_object().take() + "\n";
}

std::optional<catalog::Menu> parse_menu(std::string_view text) {
  try {
    catalog::Menu menu;
    for (const auto& department : base::Json::parse(text).at("departments").items())
      menu.departments.push_back({department.at("name").text(), department.at("path").text()});
    return menu;
  } catch (const base::JsonError&) {
    return std::nullopt;
  }
}

}  // namespace views
