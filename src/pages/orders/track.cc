#include "order/read.h"
#include "order/terms.h"
#include "pages/orders/orders.h"
#include "payment/offline.h"
#include "views/order_view.h"
#include "web/errors.h"

namespace pages::orders {
namespace {

// Numbers are digits and tokens base64url: nothing else needs asking the database.
bool is_plain(std::string_view text) {
  return !text.empty() && text.size() <= 64 &&
         text.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") ==
             std::string_view::npos;
}

}  // namespace

web::Response track(Ctx& ctx) {
  const std::string token{ctx.req.query_fields().value("t")};
  if (!is_plain(token) || !is_plain(ctx.req.param("number"))) throw web::NotFound{};
  return ctx.db.snapshot("order_track", [&](store::Tx& tx) {
    const auto found = order::find_by_token(tx, ctx.req.param("number"), token);
    if (!found || !found->placed_at) throw web::NotFound{};
    views::OrderView view;
    view.number = found->number.value_or("");
    view.state = order::parse_state(found->state).value();
    view.placed_at = *found->placed_at;
    view.history = views::order_steps(order::history(tx, found->id));
    view.email = found->email;
    view.address = views::address_lines(order::address(tx, found->id));
    view.shipping_name = found->shipping_method_name;
    view.min_days = found->min_days;
    view.max_days = found->max_days;
    view.summary = {views::summary_lines(order::lines(tx, found->id)),
                    found->subtotal,
                    views::summary_discounts(order::discounts(tx, found->id)),
                    found->shipping,
                    found->tax,
                    found->total};
    const bool ended = view.state == order::State::Cancelled || view.state == order::State::Expired;
    if (found->balance > base::Money{} && !ended)
      view.due = {found->balance, order::terms_text(found->terms), found->po_number,
                  found->payment_due_at, payment::instructions(tx, found->terms)};
    auto page = web::Response::html(views::order_page(ctx.templates, ctx.layout, view));
    // The address holds the token: it must not travel on in a Referer.
    page.header("Referrer-Policy", "no-referrer");
    return page;
  });
}

}  // namespace pages::orders
