#include <string_view>

#include "order/cancel.h"
#include "pages/admin/orders.h"
#include "pages/admin/session.h"
#include "payment/payment.h"
#include "views/fields.h"
#include "views/refund_panel.h"
#include "web/errors.h"

namespace pages::admin {
namespace {

using base::Money;
using order::CancelRefusal;
using payment::ResolveRefusal;

constexpr std::int64_t kMost = 9'999'999'999;  // cents: more than any order comes to

enum class Why {
  NotOpen,
  MoreUnits,
  NotDecided,  // staff have to decide about it first, which gives up what is held for it
  Changed,     // it comes to another amount than who asks has seen
};

Why why_of(CancelRefusal why) {
  switch (why) {
    case CancelRefusal::NotOpen:
      return Why::NotOpen;
    case CancelRefusal::MoreUnits:
      return Why::MoreUnits;
  }
  throw base::BugError{"a refusal to cancel of no kind"};
}

std::string_view sentence(Why why) {
  switch (why) {
    case Why::NotOpen:
      return "Nothing of this order is still to be sent.";
    case Why::MoreUnits:
      return "A line has fewer units that are neither packed, nor sent, nor cancelled.";
    case Why::NotDecided:
      return "This order has to be decided first.";
    case Why::Changed:
      return "Something of this order has changed meanwhile, and nothing was done now. Look at "
             "what it comes to.";
  }
  throw base::BugError{"a cancellation refused without a sentence"};
}

std::string_view sentence(ResolveRefusal why) {
  switch (why) {
    case ResolveRefusal::NotWaiting:
      return "This order is decided.";
    case ResolveRefusal::SoldOut:
      return "There is not enough on the shelf for it. Count stock first, or cancel it.";
    case ResolveRefusal::TenderGone:
      return "What gift cards paid of it went back to them and is spent. Cancel it; what the card "
             "paid is owed then.";
  }
  throw base::BugError{"a decision refused without a sentence"};
}

struct Shown {
  views::RefundForm form;
  bool is_undecided = false;
};

Shown shown_of(Ctx& ctx, const std::string& number) {
  const auto desk = desk_of(ctx, "/admin/orders");
  return ctx.db.snapshot("cancel_form", [&](store::Tx& tx) {
    auto order = find_order(tx, number);
    const auto id = order.id;
    const bool undecided = order::parse_state(order.state) == order::State::NeedsAttention;
    return Shown{{.desk = desk,
                  .order = std::move(order),
                  .account = order::account(tx, id),
                  .lines = order::progress(tx, id)},
                 undecided};
  });
}

web::Response page(Ctx& ctx, const views::RefundForm& form) {
  return web::Response::html(views::cancel_form(ctx.templates, ctx.layout, form),
                             form.errors.empty() ? 200 : 422);
}

web::Response refused(Ctx& ctx, const std::string& number, const web::Form& form, Why why) {
  auto now = shown_of(ctx, number).form;
  now.typed = form.kept();
  now.errors = {{"", std::string{sentence(why)}}};
  return page(ctx, now);
}

std::vector<order::LineUnits> units_of(web::Form& form, const std::vector<order::Progress>& lines) {
  std::vector<order::LineUnits> out;
  for (const auto& line : lines) {
    const auto units = form.optional_integer(views::units_field(line.position), 0, line.open());
    if (units.value_or(0) > 0) out.push_back({line.line, *units});
  }
  return out;
}

}  // namespace

web::Response cancel_form(Ctx& ctx) {
  return page(ctx, shown_of(ctx, ctx.req.param("number")).form);
}

web::Response cancel(Ctx& ctx) {
  enum class Step { Look, Cancel };
  web::Form form{ctx.req};
  const auto number = form.text("number", {1, 20});
  if (!form.ok()) throw web::NotFound{};
  auto shown = shown_of(ctx, number);
  const auto units = units_of(form, shown.form.lines);
  const auto reason = form.text("reason", {1, views::RefundLimits::kReason});
  const auto step = form.choice<Step>("step", {{"look", Step::Look}, {"cancel", Step::Cancel}});
  const auto comes_to = step == Step::Cancel && form.ok()
                            ? Money::cents(form.long_integer("comes_to", 0, kMost))
                            : Money{};
  shown.form.typed = form.kept();
  shown.form.errors = form.errors();
  if (!form.ok()) return page(ctx, shown.form);
  if (shown.is_undecided) return refused(ctx, number, form, Why::NotDecided);

  const auto id = shown.form.order.id;
  if (step == Step::Look) {
    const auto preview = ctx.db.snapshot(
        "cancel_look", [&](store::Tx& tx) { return order::preview_cancel(tx, id, units); });
    if (!preview) return refused(ctx, number, form, why_of(preview.why()));
    shown.form.preview = *preview;
    return page(ctx, shown.form);
  }
  using Done = base::Result<base::Done, Why>;
  const auto done = act(ctx, "order_cancel", [&](store::Tx& tx) -> Done {
    const order::Because because{actor_of(ctx).name, reason};
    const auto granted = units.empty() ? order::cancel_rest(tx, id, because, ctx.now)
                                       : order::cancel_units(tx, id, units, because, ctx.now);
    if (!granted) return why_of(granted.why());
    // A refusal takes back all that was written.
    if (granted->grant.total() != comes_to) return Why::Changed;
    return base::Done{};
  });
  if (!done) return refused(ctx, number, form, done.why());
  // Who may send what is owed is led on to that.
  const bool sends = session_of(ctx).may("refunds.send");
  return web::Response::see_other(order_path(number) + (sends ? "/send" : "") + "?done=cancelled");
}

web::Response resolve_form(Ctx& ctx) {
  return order_page(ctx, ctx.req.param("number"), Shows::Deciding);
}

web::Response resolve(Ctx& ctx) {
  enum class Decision { Place, Cancel };
  web::Form form{ctx.req};
  const auto number = form.text("number", {1, 20});
  if (!form.ok()) throw web::NotFound{};
  const auto decision =
      form.choice<Decision>("decision", {{"place", Decision::Place}, {"cancel", Decision::Cancel}});
  if (!form.ok()) return order_page(ctx, number, Shows::Deciding, &form);
  const auto done = act(ctx, "order_resolve", [&](store::Tx& tx) {
    const auto id = find_order(tx, number).id;
    const auto& by = actor_of(ctx).name;
    return decision == Decision::Place ? payment::resolve_place(tx, id, by, ctx.now)
                                       : payment::resolve_cancel(tx, id, by, ctx.now);
  });
  if (!done) {
    form.refuse("", sentence(done.why()));
    return order_page(ctx, number, Shows::Deciding, &form);
  }
  return web::Response::see_other(
      order_path(number) + "?done=" + (decision == Decision::Place ? "placed" : "cancelled"));
}

}  // namespace pages::admin
