#include "pages/quotes/quotes.h"

#include "base/text.h"
#include "order/quotes.h"
#include "order/terms.h"
#include "pages/shop/shopper.h"
#include "views/quote_view.h"
#include "web/errors.h"
#include "web/form.h"

namespace pages::quotes {
namespace {

constexpr web::TextLimits kWord{1, 64};

struct Link {
  std::string number;
  std::string token;
};

views::QuoteStanding standing(const order::Quote& quote, base::Instant now) {
  if (quote.order) return views::QuoteStanding::Ordered;
  switch (order::parse_quote_state(quote.state).value()) {
    case order::QuoteState::Declined:
      return views::QuoteStanding::Declined;
    case order::QuoteState::Accepted:
      return quote.is_expired(now) ? views::QuoteStanding::Expired : views::QuoteStanding::Accepted;
    case order::QuoteState::Open:
    case order::QuoteState::Sent:
    case order::QuoteState::Withdrawn:
      return quote.is_expired(now) ? views::QuoteStanding::Expired : views::QuoteStanding::Offered;
  }
  throw base::BugError{"a quote without a page"};
}

web::Response page(Ctx& ctx, const Link& link, int status) {
  return ctx.db.snapshot("quote_show", [&](store::Tx& tx) {
    const auto quote = order::find_quote_by_token(tx, link.number, link.token);
    if (!quote) throw web::NotFound{};
    views::QuoteView view;
    view.standing = standing(*quote, ctx.now);
    view.number = quote->number;
    view.token = quote->token;
    view.name = quote->name;
    view.company = quote->company;
    view.note = quote->note;
    view.expires_at = quote->expires_at;
    view.terms = order::terms_text(quote->terms);
    view.po_number = quote->po_number;
    view.order = quote->order.value_or("");
    for (const auto& line : order::quote_lines(tx, quote->id, quote->revision)) {
      view.lines.push_back({{line.title, line.mpn, line.condition, "/p/" + line.slug, line.units,
                             line.unit_price, line.total()},
                            line.list_price});
    }
    view.goods = quote->goods;
    view.shipping = quote->shipping;
    view.shipping_name = quote->shipping_name.value_or("");
    auto answer = web::Response::html(views::quote_page(ctx.templates, ctx.layout, view), status);
    // The address holds the token: it must not travel on in a Referer; its own forms need an
    // Origin.
    answer.header("Referrer-Policy", "same-origin");
    return answer;
  });
}

std::string path_of(const Link& link) {
  return "/quotes/" + base::percent_encoded(link.number) +
         "?t=" + base::percent_encoded(link.token);
}

// The fields that name the quote; a form without them is nobody's.
Link link_of(web::Form& form) {
  Link link{form.text("number", kWord), form.text("token", kWord)};
  if (!form.ok()) throw web::NotFound{};
  return link;
}

}  // namespace

web::Response show(Ctx& ctx) {
  return page(
      ctx, {std::string{ctx.req.param("number")}, std::string{ctx.req.query_fields().value("t")}},
      200);
}

web::Response accept(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto link = link_of(form);
  const auto accepted = ctx.db.transact("quote_accept", [&](store::Tx& tx) {
    return order::accept_quote(tx, link.number, link.token, shop::cart_limits(ctx.config).hold,
                               ctx.now);
  });
  if (!accepted) return page(ctx, link, 409);
  auto response = web::Response::see_other("/cart");
  shop::swap_cart(ctx, response, *accepted);
  return response;
}

web::Response decline(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto link = link_of(form);
  const auto reason = form.text("reason", {0, views::kMostReason});
  if (!form.ok()) return page(ctx, link, 422);
  const auto declined = ctx.db.transact("quote_decline", [&](store::Tx& tx) {
    return order::decline_quote(tx, link.number, link.token, reason, ctx.now);
  });
  if (!declined) return page(ctx, link, 409);
  return web::Response::see_other(path_of(link));
}

web::Response aside(Ctx& ctx) {
  auto response = web::Response::see_other("/cart");
  shop::swap_back(ctx, response);
  return response;
}

}  // namespace pages::quotes
