#include "views/fields.h"

#include <array>
#include <string_view>

#include "shipping/us_address.h"
#include "views/checkout_view.h"

namespace views {
namespace {

using Most = ContactLimits;
constexpr std::array kBeforeState{
    TextField{"name", "Full name", "text", "shipping name", "", Most::kLine, true},
    TextField{"company", "Company", "text", "shipping organization", "", Most::kLine, false},
    TextField{"line1", "Street and number", "text", "shipping address-line1", "", Most::kLine,
              true},
    TextField{"line2", "Suite, floor or dock", "text", "shipping address-line2", "", Most::kLine,
              false},
    TextField{"city", "City", "text", "shipping address-level2", "", Most::kLine, true}};
constexpr std::array kAfterState{
    TextField{"zip", "ZIP code", "text", "shipping postal-code", "", Most::kZip, true},
    TextField{"phone", "Phone", "tel", "shipping tel",
              "Only for the carrier, should a delivery go wrong.", Most::kPhone, false}};

}  // namespace

std::string units_field(int position) {
  return "units_" + std::to_string(position);
}

void fill_field(render::Model& row, const TextField& field, const base::Fields& typed,
                const base::FieldErrors& errors) {
  const bool secret = std::string_view{field.type} == "password";
  row.set("FIELD_NAME", field.name)
      .set("FIELD_LABEL", field.label)
      .set("FIELD_TYPE", field.type)
      .set("FIELD_AUTOCOMPLETE", field.autocomplete)
      .set("FIELD_HINT", field.hint)
      .set("FIELD_MOST", field.most)
      .set("FIELD_VALUE", secret ? std::string_view{} : typed.value(field.name))
      .set("FIELD_ERROR", errors.value(field.name))
      .show_if("FIELD_REQUIRED", field.required)
      .show_if("FIELD_OPTIONAL", !field.required);
}

void fill_choice(render::Model& row, const Choice& choice, const base::Fields& typed,
                 const base::FieldErrors& errors) {
  const auto chosen = typed.value(choice.name);
  bool any = false;
  row.set("CHOICE_NAME", choice.name)
      .set("CHOICE_LABEL", choice.label)
      .set("CHOICE_HINT", choice.hint)
      .set("CHOICE_ERROR", errors.value(choice.name))
      .rows("OPTIONS");
  for (const auto& option : choice.options) {
    any = any || option.value == chosen;
    row.row("OPTIONS")
        .set("OPTION_VALUE", option.value)
        .set("OPTION_TEXT", option.text)
        .show_if("OPTION_CHOSEN", option.value == chosen);
  }
  row.show_if("CHOICE_NONE", !any);
}

void fill_file(render::Model& row, const FileField& field, const base::FieldErrors& errors) {
  row.set("FILE_NAME", field.name)
      .set("FILE_LABEL", field.label)
      .set("FILE_ACCEPT", field.accept)
      .set("FILE_HINT", field.hint)
      .set("FILE_ERROR", errors.value(field.name));
}

void add_labels(base::Fields& labels, std::span<const TextField> fields) {
  for (const auto& field : fields) labels.add(field.name, field.label);
}

namespace {

void fill_states(render::Model& model, const base::Fields& typed, const base::FieldErrors& errors) {
  const auto state = shipping::parse_state(typed.value("state"));
  model.set("STATE_ERROR", errors.value("state")).show_if("STATE_NONE", !state);
  for (const auto& offered : shipping::us_states())
    model.row("STATES")
        .set("STATE_CODE", offered.code)
        .set("STATE_NAME", offered.name)
        .show_if("STATE_CHOSEN", state && *state == offered.code);
}

}  // namespace

void fill_address_fields(render::Model& model, const base::Fields& typed,
                         const base::FieldErrors& errors) {
  for (const auto& field : kBeforeState)
    fill_field(model.row("BEFORE_STATE"), field, typed, errors);
  fill_states(model, typed, errors);
  for (const auto& field : kAfterState) fill_field(model.row("AFTER_STATE"), field, typed, errors);
}

void add_address_labels(base::Fields& labels) {
  labels.add("state", "State");
  add_labels(labels, kBeforeState);
  add_labels(labels, kAfterState);
}

}  // namespace views
