#include "views/form_errors.h"

namespace views {

void fill_form_errors(render::Model& model, const base::FieldErrors& errors,
                      const base::Fields& labels) {
  model.show_if("HAS_ERRORS", !errors.empty()).rows("ERRORS");
  for (const auto& error : errors) {
    const std::string label{labels.value(error.name)};
    model.row("ERRORS")
        .set("ERROR_TEXT", label.empty() ? error.value : label + ": " + error.value)
        .set("ERROR_FIELD", error.name)
        .show_if("ERROR_PLAIN", error.name.empty());
  }
}

}  // namespace views
