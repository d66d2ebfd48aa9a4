#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "order/returns.h"
#include "render/templates.h"
#include "views/layout.h"

// Returns as buyers see them: the form behind an order's page, and what became of them there.
namespace views {

// The field of why a line comes back, beside its units_field(): "reason_2".
std::string return_reason_field(int position);
// A reason, by its word, as buyers choose it.
std::string return_reason_text(std::string_view word);
inline constexpr int kMostReturnNote = 1000;

// GET /orders/<number>/return: units and a reason for each line, and a note.
struct ReturnForm {
  std::string number;
  std::string path;        // where it is sent to
  std::string order_path;  // the page it came from
  std::vector<order::Returnable> lines;
  base::Fields typed{};
  base::FieldErrors errors{};
};
std::string return_form_page(const render::Templates& templates, const Layout& layout,
                             const ReturnForm& form);

// A return on the page of its order.
struct ReturnOfOrder {
  order::ReturnRow row;
  std::vector<order::ReturnLineRow> lines;
};
// The card of returns there.
struct OrderReturns {
  std::string path;   // of the form; "": nothing can be sent back
  std::string until;  // the last day to ask
  std::vector<ReturnOfOrder> asked;
  std::string send_to;  // the address of those that are approved
};
void fill_returns(render::Model& model, const OrderReturns& returns);

}  // namespace views
