#pragma once
#include <optional>
#include <string>
#include <vector>

#include "catalog/pages.h"
#include "render/templates.h"
#include "views/checkout_view.h"
#include "views/layout.h"

namespace views {

// GET /estimate?sku=…&zip=…: the ways to send one unit of a product there.
struct EstimateView {
  catalog::ProductCard product;
  std::string sku;
  std::string zip;                      // as typed
  std::string error;                    // why there is no answer; "" when there is one
  std::vector<ShippingOption> options;  // none without an error: a person makes the price
};
std::string estimate_page(const render::Templates& templates, const Layout& layout,
                          const EstimateView& view);

// The same for the product page's script: {"zip", "ways": [{"name", "arrives", "price"}]} or
// {"error"}.
std::string estimate_json(const EstimateView& view);

}  // namespace views
