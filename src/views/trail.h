#pragma once
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "catalog/pages.h"
#include "render/model.h"

namespace views {

// Where a page stands: the way from the home page to it. Fills shop/trail; `here` is the page's own
// name and no link.
void fill_trail(render::Model& model, const std::vector<catalog::Link>& above,
                const std::string& here);

// The same as a BreadcrumbList of schema.org: one object, as `fill_trail` shows it.
void write_trail(base::JsonWriter& json, const std::string& site_url,
                 const std::vector<catalog::Link>& above, const std::string& here);

}  // namespace views
