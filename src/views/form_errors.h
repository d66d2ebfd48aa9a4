#pragma once
#include "base/fields.h"
#include "render/model.h"

namespace views {

// The summary above a form that was refused: each sentence with a link to its field. Fills
// shop/form_errors. The field "" stands for the form as a whole and gets no link. `labels` are what
// the page calls its fields, by their names: "Please fill this in." six times over helps nobody.
void fill_form_errors(render::Model& model, const base::FieldErrors& errors,
                      const base::Fields& labels = {});

}  // namespace views
