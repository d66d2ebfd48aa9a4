#include "views/trail.h"

namespace views {

void fill_trail(render::Model& model, const std::vector<catalog::Link>& above,
                const std::string& here) {
  model.rows("TRAIL");
  for (const auto& link : above)
    model.row("TRAIL").set("TRAIL_PATH", link.path).set("TRAIL_NAME", link.name);
  model.set("TRAIL_HERE", here);
}

void write_trail(base::JsonWriter& json, const std::string& site_url,
                 const std::vector<catalog::Link>& above, const std::string& here) {
  int position = 1;
  const auto item = [&](const std::string& name) {
    json.begin_object().field("@type", "ListItem").field("position", position++);
    json.field("name", name);
  };
  json.begin_object().field("@type", "BreadcrumbList").key("itemListElement").begin_array();
  item("Home");
  json.field("item", site_url + "/").end_object();
  for (const auto& link : above) {
    item(link.name);
    json.field("item", site_url + link.path).end_object();
  }
  item(here);
  json.end_object().end_array().end_object();
}

}  // namespace views
