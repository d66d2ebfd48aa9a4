#include "views/return_view.h"

#include <array>

#include "views/fields.h"
#include "views/form_errors.h"

namespace views {
namespace {

struct Reason {
  order::ReturnReason reason;
  const char* text;
};
constexpr std::array kReasons{
    Reason{order::ReturnReason::NotNeeded, "It does not suit us, or is not needed"},
    Reason{order::ReturnReason::Defective, "It does not work"},
    Reason{order::ReturnReason::Damaged, "It arrived broken"},
    Reason{order::ReturnReason::WrongItem, "It is not what was ordered"},
    Reason{order::ReturnReason::NotAsDescribed, "It is not what the page said"},
    Reason{order::ReturnReason::Late, "It came too late"},
    Reason{order::ReturnReason::Other, "Something else"},
};

// What a state means to who waits for it; with the address where there is something to send.
std::string state_text(const order::ReturnRow& row) {
  if (row.state == "requested") return "We look at it and answer by mail, mostly within a day.";
  if (row.state == "approved")
    return "Approved. Write the return number on the box and send it to:";
  if (row.state == "refused") return "We cannot take this back.";
  if (row.state == "received") return "It has come back and is being looked at.";
  return "It is done; what you get back stands in the history.";
}

std::string units_text(const order::ReturnLineRow& line) {
  return std::to_string(line.units) + " × " + line.title;
}

}  // namespace

std::string return_reason_text(std::string_view word) {
  const auto reason = order::parse_return_reason(word);
  for (const auto& known : kReasons)
    if (reason && known.reason == *reason) return known.text;
  return std::string{word};
}

std::string return_reason_field(int position) {
  return "reason_" + std::to_string(position);
}

std::string return_form_page(const render::Templates& templates, const Layout& layout,
                             const ReturnForm& form) {
  render::Model model;
  Head head;
  head.title = "Return of order " + form.number;
  if (!form.errors.empty()) head.title = "Error: " + head.title;
  fill_layout(model, layout, head);
  base::Fields labels{{"note", "Anything else"}};
  for (const auto& line : form.lines) {
    labels.add(units_field(line.position), "Units of " + line.title);
    labels.add(return_reason_field(line.position), "Reason for " + line.title);
  }
  fill_form_errors(model, form.errors, labels);
  model.set("NUMBER", form.number)
      .set("PATH", form.path)
      .set("ORDER_PATH", form.order_path)
      .set("NOTE", form.typed.value("note"))
      .set("NOTE_MOST", kMostReturnNote)
      .set("NOTE_ERROR", form.errors.value("note"))
      .rows("LINES");
  for (const auto& line : form.lines) {
    const auto units = units_field(line.position);
    const auto reason = return_reason_field(line.position);
    auto& row = model.row("LINES");
    row.set("LINE_TITLE", line.title)
        .set("LINE_SKU", line.sku)
        .set("LINE_MOST", line.units)
        .set("LINE_UNTIL", base::to_date_text(line.until))
        .set("UNITS_FIELD", units)
        .set("UNITS", form.typed.value(units))
        .set("UNITS_ERROR", form.errors.value(units))
        .set("REASON_FIELD", reason)
        .set("REASON_ERROR", form.errors.value(reason))
        .rows("REASONS");
    for (const auto& known : kReasons)
      row.row("REASONS")
          .set("REASON_VALUE", order::to_word(known.reason))
          .set("REASON_TEXT", known.text)
          .show_if("REASON_CHOSEN", form.typed.value(reason) == order::to_word(known.reason));
  }
  return templates.render("shop/return", model);
}

void fill_returns(render::Model& model, const OrderReturns& returns) {
  model.show_if("RETURNS_CARD", !returns.path.empty() || !returns.asked.empty())
      .show_if("HAS_RETURNS", !returns.asked.empty())
      .set("RETURN_PATH", returns.path)
      .set("RETURN_UNTIL", returns.until)
      .rows("RETURNS");
  for (const auto& one : returns.asked) {
    const bool approved = one.row.state == "approved";
    auto& row = model.row("RETURNS");
    row.set("RETURN_NUMBER", one.row.number)
        .set("RETURN_SAYS", state_text(one.row))
        .set("RETURN_TO", approved ? returns.send_to : std::string{})
        .set("RETURN_ANSWER",
             approved || one.row.state == "refused" ? one.row.answer : std::string{})
        .rows("RETURN_LINES");
    for (const auto& line : one.lines) row.row("RETURN_LINES").set("RETURN_LINE", units_text(line));
  }
}

}  // namespace views
