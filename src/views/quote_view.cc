#include "views/quote_view.h"

namespace views {
namespace {

struct StandingWords {
  const char* title;
  const char* advice;
};

StandingWords words_of(QuoteStanding standing) {
  switch (standing) {
    case QuoteStanding::Offered:
      return {"Ready to order", "Accept it and your cart holds exactly this, at these prices."};
    case QuoteStanding::Accepted:
      return {"Accepted", "Your cart holds it at these prices; the order is not placed yet."};
    case QuoteStanding::Ordered:
      return {"Ordered", "Thank you. The mail about the order has the link to follow it."};
    case QuoteStanding::Declined:
      return {"Declined", "You told us that this is not for you. Answer our mail to talk again."};
    case QuoteStanding::Expired:
      return {
          "Expired",
          "Its last day is over, so its prices no longer hold. Answer the mail it came with, and "
          "we write you a new one."};
  }
  return {"", ""};
}

void fill_lines(render::Model& model, const QuoteView& view) {
  model.rows("LINES");
  for (const auto& [line, list_price] : view.lines)
    model.row("LINES")
        .set("LINE_PATH", line.path)
        .set("LINE_TITLE", line.title)
        .set("LINE_MPN", line.mpn)
        .set("LINE_GRADE", condition_text(line.condition))
        .set("LINE_UNITS", line.units)
        .set("LINE_UNIT_PRICE", base::to_text(line.unit_price))
        .set("LINE_LIST_PRICE",
             list_price > line.unit_price ? base::to_text(list_price) : std::string{})
        .set("LINE_TOTAL", base::to_text(line.total));
}

}  // namespace

std::string quote_page(const render::Templates& templates, const Layout& layout,
                       const QuoteView& view) {
  render::Model model;
  Head head;
  head.title = "Quote " + view.number;
  fill_layout(model, layout, head);
  const auto words = words_of(view.standing);
  const bool can_accept =
      view.standing == QuoteStanding::Offered || view.standing == QuoteStanding::Accepted;
  model.set("NUMBER", view.number)
      .set("TOKEN", view.token)
      .set("FOR", view.company.empty() ? view.name : view.name + ", " + view.company)
      .set("STATE_TITLE", words.title)
      .set("STATE_ADVICE", words.advice)
      .show_if("STATE_GOOD", can_accept || view.standing == QuoteStanding::Ordered)
      .show_if("STATE_OVER", !can_accept && view.standing != QuoteStanding::Ordered)
      .set("EXPIRES", base::to_date_text(view.expires_at))
      .set("NOTE", view.note)
      .set("TERMS", view.terms)
      .set("PO_NUMBER", view.po_number)
      .set("ORDER", view.order)
      .set("GOODS", base::to_text(view.goods))
      .set("SHIPPING", view.shipping ? base::to_text(*view.shipping) : std::string{})
      .set("METHOD", view.shipping_name)
      .show_if("SHIPPING_LATER", !view.shipping)
      .show_if("CAN_ACCEPT", can_accept)
      .show_if("CAN_DECLINE", view.standing == QuoteStanding::Offered)
      .set("ACCEPT",
           view.standing == QuoteStanding::Accepted ? "Go on to order" : "Accept and order")
      .set("MOST_REASON", kMostReason);
  fill_lines(model, view);
  return templates.render("shop/quote", model);
}

}  // namespace views
