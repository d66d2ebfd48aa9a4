#include "pages/form_page.h"
#include "pages/orders/door.h"
#include "pages/orders/orders.h"
#include "views/fields.h"
#include "views/return_view.h"
#include "web/errors.h"

namespace pages::orders {
namespace {

// Nothing that can be sent back, or nothing any more: a page that says so.
web::Response nothing_to_return(Ctx& ctx) {
  return said_page(ctx, "Nothing of this order can be sent back",
                   "Units are sent back within 30 days of their delivery, once they have come, and "
                   "each once. If something is wrong with it, answer the mail of your order.",
                   422);
}

views::ReturnForm form_of(Ctx& ctx, const std::string& token) {
  return ctx.db.snapshot("return_form", [&](store::Tx& tx) {
    const auto order = behind_token(tx, ctx, token);
    return views::ReturnForm{*order.number, path_of(order, "/return"), path_of(order),
                             order::returnable(tx, order.id, ctx.now)};
  });
}

web::Response page(Ctx& ctx, const views::ReturnForm& form) {
  auto response = web::Response::html(views::return_form_page(ctx.templates, ctx.layout, form),
                                      form.errors.empty() ? 200 : 422);
  keep_to_ourselves(response);
  return response;
}

// The lines with units; an empty field, or 0, is a line that stays.
std::vector<order::ReturnWish> wishes_of(web::Form& form,
                                         const std::vector<order::Returnable>& lines) {
  std::vector<order::ReturnWish> wishes;
  for (const auto& line : lines) {
    const auto units = form.optional_integer(views::units_field(line.position), 0, line.units);
    if (units.value_or(0) == 0) continue;
    const auto field = views::return_reason_field(line.position);
    const auto reason = order::parse_return_reason(form.text(field));
    if (!reason) form.refuse(field, "Choose why it comes back.");
    wishes.push_back({line.line, *units, reason.value_or(order::ReturnReason::Other)});
  }
  return wishes;
}

}  // namespace

web::Response return_form(Ctx& ctx) {
  const auto form = form_of(ctx, token_of(ctx));
  return form.lines.empty() ? nothing_to_return(ctx) : page(ctx, form);
}

web::Response return_ask(Ctx& ctx) {
  const auto token = token_of(ctx);
  auto shown = form_of(ctx, token);
  if (shown.lines.empty()) return nothing_to_return(ctx);
  web::Form form{ctx.req};
  const auto wishes = wishes_of(form, shown.lines);
  const auto note = form.text("note", {0, views::kMostReturnNote, base::Lines::Many});
  shown.typed = form.kept();
  shown.errors = form.errors();
  if (form.ok() && wishes.empty())
    shown.errors.add(views::units_field(shown.lines.front().position),
                     "Say how many units of at least one line come back.");
  if (!shown.errors.empty()) return page(ctx, shown);

  const auto asked = ctx.db.transact("return_ask", [&](store::Tx& tx) {
    const auto order = behind_token(tx, ctx, token);
    return order::ask_return_of_buyer(tx, order.id, wishes, note, ctx.now);
  });
  if (asked) return web::Response::see_other(shown.order_path + "#returns");
  // Another page was faster: what is left is shown anew.
  auto now = form_of(ctx, token);
  if (now.lines.empty()) return nothing_to_return(ctx);
  now.typed = form.kept();
  now.errors = {{"", "Some of these units were asked back meanwhile. This is what is left."}};
  return page(ctx, now);
}

}  // namespace pages::orders
