#include "base/text.h"
#include "pages/form_page.h"
#include "pages/orders/door.h"
#include "pages/orders/orders.h"
#include "views/return_view.h"
#include "web/errors.h"

namespace pages::orders {
namespace {

using order::ReturnReason;

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
std::vector<order::ReturnWish> wishes_of(const Ctx& ctx, web::Form& form,
                                         const std::vector<order::Returnable>& lines) {
  std::vector<order::ReturnWish> wishes;
  for (const auto& line : lines) {
    const auto units_field = views::return_units_field(line.position);
    if (base::trimmed(ctx.req.body_fields().value(units_field)).empty()) continue;
    const int units = form.integer(units_field, 0, line.units);
    if (units == 0) continue;
    const auto reason =
        form.choice<ReturnReason>(views::return_reason_field(line.position),
                                  {{"not_needed", ReturnReason::NotNeeded},
                                   {"defective", ReturnReason::Defective},
                                   {"damaged", ReturnReason::Damaged},
                                   {"wrong_item", ReturnReason::WrongItem},
                                   {"not_as_described", ReturnReason::NotAsDescribed},
                                   {"late", ReturnReason::Late},
                                   {"other", ReturnReason::Other}});
    wishes.push_back({line.line, units, reason});
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
  const auto wishes = wishes_of(ctx, form, shown.lines);
  const auto note = form.text("note", {0, views::kMostReturnNote, base::Lines::Many});
  shown.typed = form.kept();
  shown.errors = form.errors();
  if (form.ok() && wishes.empty())
    shown.errors.add(views::return_units_field(shown.lines.front().position),
                     "Say how many units of at least one line come back.");
  if (!shown.errors.empty()) return page(ctx, shown);

  const auto asked = ctx.db.transact("return_ask", [&](store::Tx& tx) {
    const auto order = behind_token(tx, ctx, token);
    return order::ask_return(tx, order.id, wishes, {"shopper", note}, ctx.now);
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
