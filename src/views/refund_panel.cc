#include "views/refund_panel.h"

#include <algorithm>
#include <array>

#include "views/fields.h"

namespace views {
namespace {

constexpr TextField kReason{"reason",
                            "Why",
                            "text",
                            "off",
                            "For staff, in the history of the order.",
                            RefundLimits::kReason,
                            true};
constexpr std::array kCancelFields{kReason};
constexpr std::array kMoneyFields{
    TextField{"shipping", "Of the shipping", "text", "off", "Its tax goes with it.", 15, false},
    TextField{"goodwill", "An amount besides", "text", "off",
              "Goodwill, of no line. Given back wholly later, the order counts it in.", 15, false},
    kReason};

const char* name_of(order::Share share) {
  switch (share) {
    case order::Share::Goods:
      return "Goods";
    case order::Share::Tax:
      return "Sales tax";
    case order::Share::Shipping:
      return "Shipping";
    case order::Share::ShippingTax:
      return "Tax of the shipping";
    case order::Share::Goodwill:
      return "Goodwill";
    case order::Share::Fee:
      return "Kept back";
  }
  return "";
}

// "2 × Catalyst 3850", or "".
std::string whose(const order::GrantShare& share, const std::vector<order::Progress>& lines) {
  if (!share.line) return {};
  const auto line = std::find_if(lines.begin(), lines.end(),
                                 [&](const auto& row) { return row.line == *share.line; });
  if (line == lines.end()) return {};
  return (share.units == 0 ? "" : std::to_string(share.units) + " × ") + line->title;
}

void fill_preview(render::Model& model, const RefundForm& form, std::span<const TextField> fields) {
  model.show_if("PREVIEW", form.preview.has_value()).rows("SHARES").rows("KEPT");
  const auto total = form.preview ? form.preview->total() : base::Money{};
  const auto after = form.account.balance() - total;
  model.set("PREVIEW_TOTAL", base::to_text(total))
      .set("PREVIEW_OWED", after < base::Money{} ? base::to_text(base::Money{} - after) : "");
  if (!form.preview) return;
  for (const auto& share : form.preview->shares)
    model.row("SHARES")
        .set("SHARE_NAME", name_of(share.share))
        .set("SHARE_OF", whose(share, form.lines))
        .set("SHARE_AMOUNT", base::to_text(share.amount));
  const auto keep = [&](const std::string& name) {
    if (const auto* typed = form.typed.find(name))
      model.row("KEPT").set("KEPT_NAME", name).set("KEPT_VALUE", *typed);
  };
  for (const auto& line : form.lines) keep(units_field(line.position));
  for (const auto& field : fields) keep(field.name);
}

// The form but for its money; `left` says how many units of a line it may take.
template <class Left>
void fill_form(render::Model& model, const Layout& layout, const RefundForm& form,
               const std::string& title, std::span<const TextField> fields, Left left) {
  base::Fields labels;
  for (const auto& line : form.lines) labels.add(units_field(line.position), line.title);
  fill_desk(model, layout, title, form.desk);
  fill_panel_form(model, fields, form.typed, form.errors, labels);
  model.set("NUMBER", form.order.number.value_or("")).rows("LINES");
  for (const auto& line : form.lines) {
    const auto field = units_field(line.position);
    model.row("LINES")
        .set("LINE_FIELD", field)
        .set("LINE_TITLE", line.title)
        .set("LINE_SKU", line.sku)
        .set("LINE_UNITS", line.units)
        .set("LINE_LEFT", left(line))
        .set("LINE_TOTAL", base::to_text(line.goods + line.tax))
        .set("LINE_TYPED", form.typed.value(field))
        .set("LINE_ERROR", form.errors.value(field))
        .show_if("LINE_OPEN", left(line) > 0)
        .show_if("LINE_DONE", left(line) <= 0);
  }
  fill_preview(model, form, fields);
}

}  // namespace

std::string refund_form(const render::Templates& templates, const Layout& layout,
                        const RefundForm& form) {
  render::Model model;
  fill_form(model, layout, form, "Give money of order " + form.order.number.value_or("") + " back",
            kMoneyFields, [](const order::Progress& line) { return line.units - line.granted; });
  model.set("SEEN", form.account.granted.in_cents())
      .set("WORTH", base::to_text(form.account.worth()))
      .set("PAID", base::to_text(form.account.paid))
      .set("SHIPPING", base::to_text(form.order.shipping));
  return templates.render("admin/refund", model);
}

std::string cancel_form(const render::Templates& templates, const Layout& layout,
                        const RefundForm& form) {
  render::Model model;
  fill_form(model, layout, form, "Cancel order " + form.order.number.value_or(""), kCancelFields,
            [](const order::Progress& line) { return line.open(); });
  model.set("COMES_TO", form.preview ? form.preview->total().in_cents() : 0);
  return templates.render("admin/cancel", model);
}

}  // namespace views
