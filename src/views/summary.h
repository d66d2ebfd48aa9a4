#pragma once
#include "render/model.h"
#include "views/checkout_view.h"

namespace views {

// The lines and sums beside a step of the checkout or of an order. Fills shop/summary. What is not
// known yet gets no row, and `Total` is called so only when nothing can be added to it.
void fill_summary(render::Model& model, const Summary& summary);

// A list of lines of text: fills the section ADDRESS.
void fill_address(render::Model& model, const std::vector<std::string>& lines);

}  // namespace views
