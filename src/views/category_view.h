#pragma once
#include <string>

#include "catalog/pages.h"
#include "render/templates.h"
#include "views/layout.h"

namespace views {

// /c/<path> and its further pages.
std::string category_page(const render::Templates& templates, const Layout& layout,
                          const catalog::CategoryPage& page);

// /brand/<brand> and its further pages.
std::string brand_page(const render::Templates& templates, const Layout& layout,
                       const catalog::BrandPage& page);

}  // namespace views
