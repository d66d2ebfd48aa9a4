#pragma once
#include <string>
#include <vector>

#include "catalog/compared.h"
#include "render/templates.h"
#include "views/layout.h"

namespace views {

inline constexpr std::size_t kMostCompared = 4;

// GET /compare?p=7&p=9: products side by side, with a row for each fact that one of them has; rows
// in which they differ are marked. Each can be put in the cart or taken out of the comparison.
struct CompareView {
  std::vector<catalog::Compared> products;  // at most kMostCompared
  bool left_out = false;                    // more were asked for
};
std::string compare_page(const render::Templates& templates, const Layout& layout,
                         const CompareView& view);

}  // namespace views
