#include "views/cart_view.h"

#include <chrono>

namespace views {
namespace {

// Minutes are enough: a second hand on a page that does not move would lie.
std::string hold_text(base::Instant until, base::Instant now) {
  const auto left = std::chrono::ceil<std::chrono::minutes>(until - now).count();
  if (left <= 0) return {};
  return std::to_string(left) + (left == 1 ? " minute" : " minutes");
}

void fill_line(render::Model& row, const CartLineView& line) {
  row.set("LINE_VARIANT", line.variant.raw())
      .set("LINE_TITLE", line.title)
      .set("LINE_PATH", line.path)
      .set("LINE_MPN", line.mpn)
      .set("LINE_GRADE", condition_text(line.condition))
      .set("LINE_UNITS", line.units)
      .set("LINE_TYPED", line.typed.empty() ? std::to_string(line.units) : line.typed)
      .set("LINE_UNIT_PRICE", base::to_text(line.unit_price))
      .set("LINE_TOTAL", base::to_text(line.total))
      .set("LINE_ERROR", line.error)
      .set("LINE_PRICE_NOW", base::to_text(line.list_price.value_or(line.unit_price)))
      .set("LINE_LIST_PRICE", line.list_price ? base::to_text(*line.list_price) : std::string{})
      .set("LINE_NOTE", line.note)
      .show_if("LINE_PHOTO", line.image.has_value());
  const auto image = line.image.value_or(catalog::Image{});
  row.set("LINE_IMAGE", image.path)
      .set("LINE_IMAGE_WIDTH", image.width)
      .set("LINE_IMAGE_HEIGHT", image.height)
      .set("LINE_PRICE_WAS", line.price_was ? base::to_text(*line.price_was) : std::string{});
  const int available = line.available.value_or(0);
  row.show_if("LINE_SHORT", line.available && available > 0)
      .show_if("LINE_GONE", line.available && available == 0)
      .set("LINE_AVAILABLE", available)
      .set("LINE_AVAILABLE_TEXT", units_text(available));
}

int units_in(const CartView& view) {
  int units = 0;
  for (const auto& line : view.lines) units += line.units;
  return units;
}

bool is_ready(const CartView& view) {
  for (const auto& line : view.lines)
    if (line.available || !line.error.empty()) return false;
  return !view.lines.empty();
}

// What was refused, once above the lines, with a link to the field it is about.
void fill_errors(render::Model& model, const CartView& view) {
  model.rows("ERRORS");
  bool any = !view.error.empty();
  if (any) model.row("ERRORS").set("ERROR_TEXT", view.error).set("ERROR_LINE", std::string{});
  for (const auto& line : view.lines) {
    if (line.error.empty()) continue;
    any = true;
    model.row("ERRORS")
        .set("ERROR_TEXT", line.title + ": " + line.error)
        .set("ERROR_LINE", std::to_string(line.variant.raw()));
  }
  model.show_if("HAS_ERRORS", any);
}

bool has_errors(const CartView& view) {
  if (!view.code_error.empty() || !view.card_error.empty()) return true;
  for (const auto& line : view.lines)
    if (!line.error.empty()) return true;
  return !view.error.empty();
}

void fill_removed(render::Model& model, const CartView& view) {
  const auto removed = view.removed.value_or(RemovedLineView{});
  model.show_if("REMOVED", view.removed.has_value())
      .set("REMOVED_VARIANT", removed.variant.raw())
      .set("REMOVED_TITLE", removed.title)
      .set("REMOVED_UNITS", removed.units)
      .set("REMOVED_UNITS_TEXT", units_text(removed.units))
      .set("REMOVED_PRICE", base::to_text(removed.price))
      .set("REMOVED_VERSION", removed.price.in_cents());
}

void fill_joined(render::Model& model, const CartView& view) {
  model.show_if("JOINED", !view.joined.empty()).rows("JOINS");
  for (const auto& sentence : view.joined) model.row("JOINS").set("JOIN_SAYS", sentence);
}

void fill_codes(render::Model& model, const CartView& view) {
  model.rows("DISCOUNTS").rows("CODES");
  for (const auto& discount : view.discounts)
    model.row("DISCOUNTS")
        .set("DISCOUNT_NAME", discount.name)
        .set("DISCOUNT_AMOUNT", base::to_text(discount.amount));
  model.set("GOODS", view.goods ? base::to_text(*view.goods) : std::string{});
  for (const auto& code : view.codes)
    model.row("CODES").set("CODE", code.code).set("CODE_SAYS", code.says);
  const bool open = !view.code_error.empty() || !view.codes.empty();
  model.set("CODE_TYPED", view.code_typed)
      .set("CODE_ERROR", view.code_error)
      .show_if("CODE_OPEN", open);
}

void fill_cards(render::Model& model, const CartView& view) {
  model.rows("CARDS");
  for (const auto& card : view.cards)
    model.row("CARDS").set("CARD", card.card.raw()).set("CARD_SAYS", card.says);
  model.show_if("CREDIT", view.credit.has_value())
      .set("CREDIT_SAYS", view.credit ? view.credit->says : std::string{})
      .set("CREDIT_USE", view.credit && view.credit->used ? "no" : "yes")
      .set("CREDIT_BUTTON", view.credit && view.credit->used ? "Keep it" : "Use it");
  model.set("CARD_ERROR", view.card_error)
      .show_if("CARD_OPEN", !view.card_error.empty() || !view.cards.empty());
}

}  // namespace

std::string cart_page(const render::Templates& templates, const Layout& layout,
                      const CartView& view) {
  render::Model model;
  Head head;
  head.title = has_errors(view) ? "Error: Cart" : "Cart";
  fill_layout(model, layout, head);
  const bool paying = view.mode == CartMode::Paying;
  const bool editable = view.mode == CartMode::Open;
  const int units = units_in(view);
  model.set("SAVED_LIST", view.saved_list);
  model.set("LEFT", view.left == 0   ? std::string{}
                    : view.left == 1 ? "1 line"
                                     : std::to_string(view.left) + " lines");
  model.set("UNITS", units)
      .set("UNITS_TEXT", units_text(units))
      .set("SUBTOTAL", base::to_text(view.subtotal))
      .set("HELD",
           view.held_until && !paying ? hold_text(*view.held_until, view.now) : std::string{})
      .show_if("EMPTY", view.lines.empty())
      .show_if("FILLED", !view.lines.empty())
      .show_if("PAYING", paying)
      .show_if("AGREED", view.mode == CartMode::Agreed && !view.lines.empty())
      .show_if("EDITABLE", editable)
      .show_if("FIXED", !editable)
      .show_if("READY", !paying && is_ready(view))
      .show_if("NOT_READY", !paying && !view.lines.empty() && !is_ready(view));
  fill_errors(model, view);
  fill_removed(model, view);
  fill_joined(model, view);
  fill_codes(model, view);
  fill_cards(model, view);
  model.rows("LINES");
  for (const auto& line : view.lines) fill_line(model.row("LINES"), line);
  return templates.render("shop/cart", model);
}

std::string add_refused(const render::Templates& templates, const Layout& layout,
                        const AddRefusedView& view) {
  render::Model model;
  Head head;
  head.title = "Error: not added to the cart";
  fill_layout(model, layout, head);
  const bool form = view.again == AddAgain::Form || view.again == AddAgain::UnitsWrong;
  model.set("SENTENCE", view.sentence)
      .set("TITLE", view.title)
      .set("PATH", view.path)
      .set("GRADE", view.condition.empty() ? std::string{} : condition_text(view.condition))
      .set("PRICE", base::to_text(view.price))
      .set("PRICE_WAS", view.price_was ? base::to_text(*view.price_was) : std::string{})
      .show_if("AGAIN", form && !view.title.empty())
      .show_if("CLOSED", view.again == AddAgain::AfterPayment)
      .show_if("UNITS_WRONG", view.again == AddAgain::UnitsWrong)
      .set("VARIANT", view.variant.raw())
      .set("VERSION", view.price.in_cents())
      .set("UNITS", view.units);
  return templates.render("shop/add_refused", model);
}

}  // namespace views
