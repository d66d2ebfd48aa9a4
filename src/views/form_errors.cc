#include "views/form_errors.h"

namespace views {

void fill_form_errors(render::Model& model, const base::FieldErrors& errors) {
  model.show_if("HAS_ERRORS", !errors.empty()).rows("ERRORS");
  for (const auto& error : errors)
    model.row("ERRORS")
        .set("ERROR_TEXT", error.value)
        .set("ERROR_FIELD", error.name)
        .show_if("ERROR_PLAIN", error.name.empty());
}

}  // namespace views
