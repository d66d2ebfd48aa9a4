#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/fields.h"
#include "render/model.h"

namespace views {

// A text field of a form, as shop/field shows it. A browser that knows the limits saves a round
// trip.
struct TextField {
  const char* name;
  const char* label;
  const char* type;
  const char* autocomplete;
  const char* hint;
  int most;
  bool required;
};
// With what was typed, never a password, and what was wrong with it.
void fill_field(render::Model& row, const TextField& field, const base::Fields& typed,
                const base::FieldErrors& errors);
// One of some words, as shop/choice shows it: a list with nothing chosen at first.
struct Choice {
  struct Option {
    std::string value;
    std::string text;
  };
  const char* name;
  const char* label;
  const char* hint;
  std::vector<Option> options;
};
void fill_choice(render::Model& row, const Choice& choice, const base::Fields& typed,
                 const base::FieldErrors& errors);

// A file to send along, as shop/file shows it; its form is multipart/form-data.
struct FileField {
  const char* name;
  const char* label;
  const char* accept;  // what a browser offers first; it proves nothing
  const char* hint;
};
void fill_file(render::Model& row, const FileField& field, const base::FieldErrors& errors);

// What the fields are called, for the summary of errors.
void add_labels(base::Fields& labels, std::span<const TextField> fields);

// The field of a line's units, where a form has one for each line of an order: "units_2".
std::string units_field(int position);

// An address, as the checkout and an account ask for it: name, company, line1, line2, city, state,
// zip, phone. Fills the rows BEFORE_STATE and AFTER_STATE, which others may have begun, and the
// select between them (STATES, STATE_NONE, STATE_ERROR).
void fill_address_fields(render::Model& model, const base::Fields& typed,
                         const base::FieldErrors& errors);
void add_address_labels(base::Fields& labels);

}  // namespace views
