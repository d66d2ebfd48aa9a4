#pragma once
#include <string>
#include <vector>

#include "catalog/pages.h"
#include "render/templates.h"
#include "review/review.h"
#include "views/layout.h"

namespace views {

// /p/<slug>. Each offer is a plain form to /cart/add with the fields variant, units and
// price_version; the box around it carries data-price-version. The first offer's button is named
// "Add to cart", those of further conditions say which they add. `most_units` is what the cart
// takes of one variant (hold.units_per_line). Warranty and returns stand at each offer, by its
// condition. The section of reviews is left out where there is none.
std::string product_page(const render::Templates& templates, const Layout& layout,
                         const catalog::ProductPage& page, int most_units,
                         const review::OfProduct& reviews = {});

// The page's JSON-LD (schema.org): the product, or the group of its variants, and the breadcrumbs;
// of reviews exactly what the page shows.
std::string product_json(const Layout& layout, const catalog::ProductPage& page,
                         const review::OfProduct& reviews = {});

// The specification, a body of the table for each group: shop/specs.
void fill_specs(render::Model& model, const std::vector<catalog::SpecRow>& specs);

}  // namespace views
