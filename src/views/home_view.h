#pragma once
#include <string>
#include <vector>

#include "catalog/pages.h"
#include "content/content.h"
#include "render/templates.h"
#include "views/layout.h"

namespace views {

// The home page: the departments, some of what is in stock, who we are.
std::string home_page(const render::Templates& templates, const Layout& layout,
                      const catalog::HomePage& page, const std::vector<content::Post>& guides = {});

}  // namespace views
