#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "base/fields.h"
#include "base/instant.h"
#include "catalog/pages.h"
#include "render/model.h"
#include "views/assets.h"

// Views put what the shop knows in words and fill one template each; pages and sitegen share them.
// A fill function takes all it shows as arguments and reads nothing else: same values, same bytes.
namespace views {

// What stands around the matter of every page. Made once, at the start of a program.
struct Layout {
  std::string site_name;  // "GigDataServ"
  std::string site_url;   // "https://shop.example", without a slash at its end
  std::string css;        // "/assets/site.1a2b3c4d5e.css"
  std::string script;
  std::string icon;
  std::string icons;   // the sprite: "/assets/icons.5d6e7f8a9b.svg", each by its name behind a #
  catalog::Menu menu;  // may be empty, before there is a site: one link to the home page then
};
Layout make_layout(const std::string& site_name, const std::string& site_url,
                   const std::vector<Asset>& assets);

// What differs between the heads of two pages.
struct Head {
  std::string title;             // never empty
  std::string description;       // "" on pages that no engine indexes
  std::string path;              // of the canonical address; "" on pages that no engine indexes
  std::string kind = "website";  // og:type
  std::string image;             // a photo's path, for other sites beside the card; may be ""
  std::string query;             // what the search field holds
  bool reloads = false;          // asks for itself again every few seconds
};

// Fills shop/page_head and shop/page_foot, which every page of the shop includes. A head without a
// path gets robots noindex and no canonical address.
void fill_layout(render::Model& model, const Layout& layout, const Head& head);

// "Sent by the supplier within 2 to 4 days".
std::string supplied_text(int least, int most);

// "1 unit", "12 units".
std::string units_text(int units);
// "Refurbished", from the word of the tables.
std::string condition_text(std::string_view word);
// "3 to 5 business days", "1 business day".
std::string days_text(int least, int most);

// "Dec 1, 2026", of the UTC day.
std::string day_text(base::Instant at);

// "Tue, Dec 1 – Thu, Dec 3", "Tue, Dec 1".
std::string dates_text(std::chrono::sys_days first, std::chrono::sys_days last);

}  // namespace views
