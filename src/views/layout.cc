#include "views/layout.h"

#include <array>

#include "catalog/condition.h"
#include "views/card.h"

namespace views {

Layout make_layout(const std::string& site_name, const std::string& site_url,
                   const std::vector<Asset>& assets) {
  return {site_name,
          site_url,
          path_of(assets, "site.css"),
          path_of(assets, "site.js"),
          path_of(assets, "icon.svg"),
          path_of(assets, "icons.svg"),
          {}};
}

void fill_layout(render::Model& model, const Layout& layout, const Head& head) {
  const bool indexed = !head.path.empty();
  // On the home page the name comes first and needs no second mention.
  const bool named = head.title.find(layout.site_name) != std::string::npos;
  model.set("HEAD_TITLE", named ? head.title : head.title + " | " + layout.site_name)
      .set("HEAD_CARD_TITLE", head.title)
      .set("HEAD_DESCRIPTION", head.description)
      .set("HEAD_CANONICAL", layout.site_url + head.path)
      .set("HEAD_KIND", head.kind)
      .set("HEAD_CARD",
           indexed ? layout.site_url + link_card_path(layout.site_name, head.title) : "")
      .set("HEAD_CARD_WIDTH", kLinkCardWidth)
      .set("HEAD_CARD_HEIGHT", kLinkCardHeight)
      .set("HEAD_IMAGE", head.image.empty() ? "" : layout.site_url + head.image)
      .set("HEAD_QUERY", head.query)
      .show_if("HEAD_RELOADS", head.reloads)
      .show_if("HEAD_INDEXED", indexed)
      .show_if("HEAD_HIDDEN", !indexed)
      .set("SITE_NAME", layout.site_name)
      .set("SITE_CSS", layout.css)
      .set("SITE_SCRIPT", layout.script)
      .set("SITE_ICON", layout.icon)
      .set("SITE_ICONS", layout.icons)
      .show_if("MENU_SHORT", layout.menu.departments.empty());
  model.rows("MENU");
  for (const auto& department : layout.menu.departments)
    model.row("MENU").set("MENU_PATH", department.path).set("MENU_NAME", department.name);
}

std::string supplied_text(int least, int most) {
  if (most == 0) return "Sent by the supplier the same day";
  const auto range = (least < most ? std::to_string(least) + " to " : std::string{}) +
                     std::to_string(most) + (most == 1 ? " day" : " days");
  return "Sent by the supplier within " + range;
}

std::string units_text(int units) {
  return std::to_string(units) + (units == 1 ? " unit" : " units");
}

std::string condition_text(std::string_view word) {
  const auto condition = catalog::parse_condition(word);
  return std::string{condition ? catalog::name_of(*condition) : word};
}

std::string days_text(int least, int most) {
  const auto days = most == 1 ? " business day" : " business days";
  if (least == most) return std::to_string(most) + days;
  return std::to_string(least) + " to " + std::to_string(most) + days;
}

namespace {

constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

std::string day_text(base::Instant at) {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(at)};
  return std::string{kMonths.at(static_cast<unsigned>(date.month()) - 1)} + ' ' +
         std::to_string(static_cast<unsigned>(date.day())) + ", " +
         std::to_string(static_cast<int>(date.year()));
}

std::string dates_text(std::chrono::sys_days first, std::chrono::sys_days last) {
  static constexpr std::array kWeekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  const auto text = [](std::chrono::sys_days day) {
    const std::chrono::year_month_day date{day};
    return std::string{kWeekdays.at(std::chrono::weekday{day}.c_encoding())} + ", " +
           kMonths.at(static_cast<unsigned>(date.month()) - 1) + " " +
           std::to_string(static_cast<unsigned>(date.day()));
  };
  return first == last ? text(first) : text(first) + " – " + text(last);
}

}  // namespace views
