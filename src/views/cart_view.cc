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

std::string sentence_for(const AddRefusedView& view) {
  switch (view.why) {
    case AddRefusal::PriceChanged:
      return "The price has changed since this page was loaded. Nothing was added yet.";
    case AddRefusal::NotEnough:
      return "There are not that many: " + units_text(view.available) +
             " can be added to your cart. Nothing was added yet.";
    case AddRefusal::SoldOut:
      return "This one is sold out. Nothing was added.";
    case AddRefusal::NotSold:
      return "This one is not for sale any more. Nothing was added.";
    case AddRefusal::TooMany:
      return "Your cart cannot hold that many. Nothing was added.";
    case AddRefusal::CartClosed:
      return "A payment for your cart is under way, so nothing can be added to it. Resume or "
             "cancel the payment first.";
    case AddRefusal::BadUnits:
      return "Please give the units as a whole number, at least 1. Nothing was added.";
  }
  return {};
}

}  // namespace

std::string cart_page(const render::Templates& templates, const Layout& layout,
                      const CartView& view) {
  render::Model model;
  Head head;
  head.title = "Cart";
  fill_layout(model, layout, head);
  const bool paying = view.mode == CartMode::Paying;
  const int units = units_in(view);
  model.set("UNITS", units)
      .set("UNITS_TEXT", units_text(units))
      .set("NOTICE", view.notice)
      .set("SUBTOTAL", base::to_text(view.subtotal))
      .set("HELD",
           view.held_until && !paying ? hold_text(*view.held_until, view.now) : std::string{})
      .show_if("EMPTY", view.lines.empty())
      .show_if("FILLED", !view.lines.empty())
      .show_if("PAYING", paying)
      .show_if("EDITABLE", !paying)
      .show_if("FIXED", paying)
      .show_if("READY", !paying && is_ready(view))
      .show_if("NOT_READY", !paying && !view.lines.empty() && !is_ready(view));
  model.rows("LINES");
  for (const auto& line : view.lines) fill_line(model.row("LINES"), line);
  return templates.render("shop/cart", model);
}

std::string add_refused(const render::Templates& templates, const Layout& layout,
                        const AddRefusedView& view) {
  render::Model model;
  Head head;
  head.title = "Not added to the cart";
  fill_layout(model, layout, head);
  const bool again = view.why == AddRefusal::PriceChanged || view.why == AddRefusal::BadUnits ||
                     (view.why == AddRefusal::NotEnough && view.available > 0);
  model.set("SENTENCE", sentence_for(view))
      .set("TITLE", view.title)
      .set("PATH", view.path)
      .set("GRADE", view.condition.empty() ? std::string{} : condition_text(view.condition))
      .set("PRICE", base::to_text(view.price))
      .set("PRICE_WAS", view.price_was ? base::to_text(*view.price_was) : std::string{})
      .show_if("AGAIN", again && !view.title.empty())
      .show_if("CLOSED", view.why == AddRefusal::CartClosed)
      .show_if("UNITS_WRONG", view.why == AddRefusal::BadUnits)
      .set("VARIANT", view.variant.raw())
      .set("VERSION", view.price_version)
      .set("UNITS", view.why == AddRefusal::NotEnough ? std::to_string(view.available)
                    : view.typed_units.empty()        ? std::to_string(view.units)
                                                      : view.typed_units);
  return templates.render("shop/add_refused", model);
}

}  // namespace views
