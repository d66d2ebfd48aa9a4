#pragma once
#include <string>
#include <vector>

#include "render/templates.h"
#include "views/layout.h"

namespace views {

// A page of fixed text below /pages; its words stand in templates/pages/<slug>.tpl.
struct ContentPage {
  std::string slug;  // "returns": the page is /pages/returns
  std::string title;
  std::string description;
};

// All there are, in the order of the footer.
const std::vector<ContentPage>& content_pages();

std::string content_page(const render::Templates& templates, const Layout& layout,
                         const ContentPage& page);

}  // namespace views
