#pragma once
#include <string>

#include "render/templates.h"
#include "views/layout.h"

namespace views {

// What a visitor gets when a request comes to nothing; a 404 has a page of its own (search_view.h).
struct ErrorView {
  int status = 500;
  std::string request_id;
  bool by_nginx = false;  // generated for when no program answers: nginx names the request
};
std::string error_page(const render::Templates& templates, const Layout& layout,
                       const ErrorView& view);

// The words of that page, for answers in JSON too.
std::string error_title(int status);

}  // namespace views
