#include <string_view>

#include "base/text.h"
#include "pages/admin/orders.h"
#include "pages/admin/session.h"
#include "payment/refund.h"
#include "views/fields.h"
#include "views/refund_panel.h"
#include "web/errors.h"

namespace pages::admin {
namespace {

using base::Money;
using order::GrantRefusal;
using payment::ConfirmRefusal;
using payment::SendRefusal;

constexpr std::int64_t kMost = 9'999'999'999;  // cents: more than any order comes to
constexpr std::int64_t kMostId = 999'999'999'999'999;

std::string_view sentence(GrantRefusal why) {
  switch (why) {
    case GrantRefusal::NotPlaced:
      return "Nothing of this order can be given back as it stands: it has to be decided first.";
    case GrantRefusal::Nothing:
      return "That comes to nothing. Say units, shipping or an amount.";
    case GrantRefusal::MoreUnits:
      return "A line has fewer units that were not given back yet.";
    case GrantRefusal::MoreShipping:
      return "Less is left of the shipping.";
    case GrantRefusal::MoreThanLeft:
      return "Less is left of the order.";
    case GrantRefusal::CardSpent:
      return "Gift cards of it were spent, or partly. Give an amount besides for the rest.";
    case GrantRefusal::Changed:
      return "Something of this order was given back meanwhile, and nothing was done now. Look at "
             "what is left.";
  }
  throw base::BugError{"a grant refused without a sentence"};
}

std::string_view sentence(SendRefusal why) {
  switch (why) {
    case SendRefusal::NothingOwed:
      return "Nothing is owed, or all of it is on its way.";
    case SendRefusal::NotDecided:
      return "This order has to be decided first.";
    case SendRefusal::Disputed:
      return "The payer's bank decides about a payment of it; nothing is sent meanwhile.";
  }
  throw base::BugError{"a refund not sent without a sentence"};
}

std::string_view sentence(ConfirmRefusal why) {
  switch (why) {
    case ConfirmRefusal::NoSuchSend:
      return "There is no such part.";
    case ConfirmRefusal::NotOffline:
      return "This part goes by itself.";
    case ConfirmRefusal::NotPending:
      return "This part has ended already.";
  }
  throw base::BugError{"a part not confirmed without a sentence"};
}

views::RefundForm form_of(Ctx& ctx, const std::string& number) {
  const auto desk = desk_of(ctx, "/admin/orders");
  return ctx.db.snapshot("refund_form", [&](store::Tx& tx) {
    auto order = find_order(tx, number);
    const auto id = order.id;
    return views::RefundForm{.desk = desk,
                             .order = std::move(order),
                             .account = order::account(tx, id),
                             .lines = order::progress(tx, id)};
  });
}

web::Response page(Ctx& ctx, const views::RefundForm& form) {
  return web::Response::html(views::refund_form(ctx.templates, ctx.layout, form),
                             form.errors.empty() ? 200 : 422);
}

// An empty field asks for nothing.
std::optional<Money> amount_of(const Ctx& ctx, web::Form& form, std::string_view name) {
  if (base::trimmed(ctx.req.body_fields().value(name)).empty()) return std::nullopt;
  return Money::cents(form.cents(name, 0, kMost));
}

order::Give give_of(const Ctx& ctx, web::Form& form, const std::vector<order::Progress>& lines) {
  order::Give give;
  for (const auto& line : lines) {
    const auto units =
        form.optional_integer(views::units_field(line.position), 0, line.units - line.granted);
    if (units.value_or(0) > 0) give.lines.push_back({line.line, *units});
  }
  give.shipping = amount_of(ctx, form, "shipping");
  give.goodwill = amount_of(ctx, form, "goodwill").value_or(Money{});
  return give;
}

}  // namespace

web::Response refund_form(Ctx& ctx) {
  return page(ctx, form_of(ctx, ctx.req.param("number")));
}

web::Response refund_grant(Ctx& ctx) {
  enum class Step { Look, Give };
  web::Form form{ctx.req};
  const auto number = form.text("number", {1, 20});
  if (!form.ok()) throw web::NotFound{};
  auto shown = form_of(ctx, number);
  auto give = give_of(ctx, form, shown.lines);
  const auto reason = form.text("reason", {1, views::RefundLimits::kReason});
  const auto step = form.choice<Step>("step", {{"look", Step::Look}, {"give", Step::Give}});
  const auto seen = Money::cents(form.long_integer("seen", 0, kMost));
  shown.typed = form.kept();
  shown.errors = form.errors();
  if (!form.ok()) return page(ctx, shown);

  const auto id = shown.order.id;
  if (step == Step::Look) {
    const auto preview = ctx.db.snapshot(
        "refund_look", [&](store::Tx& tx) { return order::preview_grant(tx, id, give); });
    if (preview)
      shown.preview = *preview;
    else
      shown.errors = {{"", std::string{sentence(preview.why())}}};
    return page(ctx, shown);
  }
  give.seen = seen;
  const auto done = act(ctx, "refund_grant", [&](store::Tx& tx) {
    return order::grant(tx, id, order::kind_of(give), give, {actor_of(ctx).name, reason}, ctx.now);
  });
  if (!done) {
    auto now = form_of(ctx, number);
    now.typed = form.kept();
    now.errors = {{"", std::string{sentence(done.why())}}};
    return page(ctx, now);
  }
  // Who may send it as well is led on to that.
  const bool sends = session_of(ctx).may("refunds.send");
  return web::Response::see_other(order_path(number) + (sends ? "/send" : "") + "?done=granted");
}

web::Response refund_send_form(Ctx& ctx) {
  return order_page(ctx, ctx.req.param("number"), Shows::Sending);
}

web::Response refund_send(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto number = form.text("number", {1, 20});
  if (!form.ok()) throw web::NotFound{};
  const auto sent = act(ctx, "refund_send", [&](store::Tx& tx) {
    return payment::send_refund(tx, find_order(tx, number).id, actor_of(ctx).name, ctx.now);
  });
  if (sent) return web::Response::see_other(order_path(number) + "?done=sent");
  form.refuse("", sentence(sent.why()));
  return order_page(ctx, number, Shows::Sending, &form);
}

web::Response refund_confirm(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto number = form.text("number", {1, 20});
  const payment::RefundSendId send{form.long_integer("send", 1, kMostId)};
  if (!form.ok()) throw web::NotFound{};
  const auto reference = form.text("reference", {1, 100});
  if (!form.ok()) return order_page(ctx, number, Shows::Sending, &form);
  const auto done = act(ctx, "refund_confirm", [&](store::Tx& tx) {
    const auto part = payment::find_send(tx, send);
    if (!part || part->order != find_order(tx, number).id) throw web::NotFound{};
    return payment::confirm_offline(tx, send, reference, actor_of(ctx).name, ctx.now);
  });
  if (done) return web::Response::see_other(order_path(number) + "?done=gone");
  form.refuse("", sentence(done.why()));
  return order_page(ctx, number, Shows::Sending, &form);
}

}  // namespace pages::admin
