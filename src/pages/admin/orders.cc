#include "pages/admin/orders.h"

#include "base/text.h"
#include "order/newest.h"
#include "pages/admin/session.h"
#include "views/checkout_view.h"
#include "views/order_panel.h"
#include "web/errors.h"

namespace pages::admin {
namespace {

constexpr const char* kHere = "/admin/orders";
constexpr std::int64_t kRows = 50;

std::optional<views::Notice> notice_of(std::string_view done) {
  if (done == "granted") return {{"Given back", "It stands in the books; nothing is sent yet."}};
  if (done == "sent") return {{"On its way", "The customer hears of it once it is sent."}};
  if (done == "gone") return {{"Sent", "It stands in the books, and the customer is told."}};
  if (done == "cancelled")
    return {{"Cancelled", "The customer is told. What is owed goes back once it is sent."}};
  if (done == "placed") return {{"Placed", "It goes on as paid, and the customer is told."}};
  if (done == "said") return {{"Written down", "It stands in the history."}};
  return std::nullopt;
}

views::OrderFile read_file(store::Tx& tx, const order::Summary& found) {
  const auto id = found.id;
  views::OrderFile file{.order = found,
                        .account = order::account(tx, id),
                        .address = views::address_lines(order::address(tx, id)),
                        .unloading = order::unloading_text(tx, id),
                        .lines = order::progress(tx, id),
                        .discounts = order::discounts(tx, id),
                        .buyer = {},
                        .holds = order::holds(tx, id),
                        .parcels = order::parcels(tx, id),
                        .returns = order::returns(tx, id),
                        .refunds = order::refunds(tx, id),
                        .charges = payment::charges(tx, id),
                        .sends = payment::sends(tx, id),
                        .owed = payment::plan_refund(tx, id),
                        .timeline = order::timeline(tx, id)};
  if (const auto buyer = order::buyer(tx, id)) file.buyer = order::lifetime(tx, *buyer);
  return file;
}

// From behind which order; 404 for a number that no page of ours names.
order::Before before_of(store::Tx& tx, const std::string& number) {
  if (number.empty()) return {std::nullopt, base::OrderId{0}};
  const auto last = find_order(tx, number);
  return {last.placed_at, last.id};
}

}  // namespace

std::string order_path(const std::string& number) {
  return kHere + ('/' + number);
}

order::Summary find_order(store::Tx& tx, const std::string& number) {
  auto found = order::find_by_number(tx, number);
  if (!found) throw web::NotFound{};
  return *std::move(found);
}

web::Response order_page(Ctx& ctx, const std::string& number, Shows what, const web::Form* form) {
  const auto& who = session_of(ctx);
  views::OrderPanel view{
      .desk = desk_of(ctx, kHere),
      .file = ctx.db.snapshot("order_panel",
                              [&](store::Tx& tx) { return read_file(tx, find_order(tx, number)); }),
      .sees_payments = who.may("payments.view"),
      .grants = who.may("refunds.grant"),
      .sends = who.may("refunds.send"),
      .comments = who.may("orders.comment"),
      .cancels = who.may("orders.cancel"),
      .resolves = who.may("orders.resolve"),
      .is_sending = what == Shows::Sending,
      .is_deciding = what == Shows::Deciding};
  if (form == nullptr) {
    view.notice = notice_of(ctx.req.query_fields().value("done"));
  } else {
    view.typed = form->kept();
    view.errors = form->errors();
  }
  return web::Response::html(views::order_panel(ctx.templates, ctx.layout, view),
                             view.errors.empty() ? 200 : 422);
}

web::Response orders(Ctx& ctx) {
  web::Form form{ctx.req};
  views::OrderListView view;
  view.desk = desk_of(ctx, kHere);
  view.asked = form.text("q", {0, 254});
  view.state = form.text("state", {0, 40});
  const auto before = form.text("before", {0, 20});
  if (!form.ok() || (!view.state.empty() && !order::parse_state(view.state))) throw web::NotFound{};
  const bool is_mail = view.asked.find('@') != std::string::npos;
  const bool found = ctx.db.snapshot("orders_panel", [&](store::Tx& tx) {
    if (!view.asked.empty() && !is_mail) return order::find_by_number(tx, view.asked).has_value();
    const auto from = before_of(tx, before);
    view.orders = is_mail ? order::of_mail_before(tx, view.asked, view.state, from, kRows)
                          : order::newest_before(tx, view.state, from, kRows);
    return false;
  });
  if (found) return web::Response::see_other(order_path(view.asked));
  view.is_full = std::ssize(view.orders) == kRows;
  return web::Response::html(views::order_list_page(ctx.templates, ctx.layout, view));
}

web::Response order(Ctx& ctx) {
  return order_page(ctx, ctx.req.param("number"), Shows::Order);
}

web::Response order_comment(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto number = form.text("number", {1, 20});
  if (!form.ok()) throw web::NotFound{};
  const auto text = form.text("text", {1, 1000, base::Lines::Many});
  const auto audience =
      form.is_checked("tell") ? order::Audience::Customer : order::Audience::Staff;
  if (!form.ok()) return order_page(ctx, number, Shows::Order, &form);
  act(ctx, "order_comment", [&](store::Tx& tx) {
    // There is such an order, and something is said of it.
    const auto said = order::comment(tx, find_order(tx, number).id, audience,
                                     {actor_of(ctx).name, text}, ctx.now);
    BASE_CHECK(said);
    return base::Done{};
  });
  return web::Response::see_other(order_path(number) + "?done=said");
}

}  // namespace pages::admin
