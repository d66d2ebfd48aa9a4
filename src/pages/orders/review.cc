#include "review/review.h"

#include <algorithm>

#include "pages/form_page.h"
#include "pages/orders/door.h"
#include "pages/orders/orders.h"
#include "views/review_view.h"
#include "web/errors.h"

namespace pages::orders {
namespace {

// Which line of which order, by which token.
struct About {
  std::string number;
  std::string token;
  int position;
};

About read_about(web::Form& form) {
  About about{form.text("order", {1, 64}), form.text("t", {1, 64}), form.integer("line", 1, 9999)};
  if (!form.ok()) throw web::NotFound{};
  return about;
}

review::Line find_line(Ctx& ctx, const About& about) {
  return ctx.db.snapshot("review_line", [&](store::Tx& tx) {
    const auto order = behind_token(tx, about.number, about.token);
    const auto lines = review::lines(tx, order.id);
    const auto line = std::find_if(lines.begin(), lines.end(),
                                   [&](const auto& one) { return one.position == about.position; });
    if (line == lines.end()) throw web::NotFound{};
    return *line;
  });
}

web::Response already(Ctx& ctx) {
  return said_page(ctx, "You have reviewed this",
                   "There is one review for each line of an order. Thank you for yours.", 422);
}

web::Response page(Ctx& ctx, const About& about, const review::Line& line, const web::Form& form,
                   const Captcha& captcha) {
  views::ReviewForm view;
  view.title = line.title;
  view.order = about.number;
  view.position = about.position;
  view.token = about.token;
  view.typed = form.kept();
  view.errors = form.errors();
  view.captcha = captcha.box();
  auto response = captcha.dressed(web::Response::html(
      views::review_form_page(ctx.templates, ctx.layout, view), view.errors.empty() ? 200 : 422));
  keep_to_ourselves(response);
  return response;
}

}  // namespace

web::Response review_form(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto about = read_about(form);
  const auto line = find_line(ctx, about);
  if (line.is_reviewed) return already(ctx);
  return page(ctx, about, line, form, Captcha{ctx, captcha::Action::Review});
}

web::Response review_send(Ctx& ctx) {
  web::Form form{ctx.req};
  const auto about = read_about(form);
  const auto line = find_line(ctx, about);
  review::Opinion opinion;
  opinion.stars = form.choice<int>("stars", {{"5", 5}, {"4", 4}, {"3", 3}, {"2", 2}, {"1", 1}});
  opinion.title = form.text("title", {1, review::kMostTitle});
  opinion.text = form.text("text", {1, review::kMostText, base::Lines::Many});
  opinion.author = form.text("author", {1, review::kMostName});
  Captcha captcha{ctx, captcha::Action::Review};
  if (!form.ok() || !captcha.passes(form)) return page(ctx, about, line, form, captcha);
  const auto written = ctx.db.transact("review_send", [&](store::Tx& tx) {
    const auto order = behind_token(tx, about.number, about.token);
    return review::write(tx, order.id, about.position, opinion, ctx.now);
  });
  if (written) return web::Response::see_other("/review/sent");
  switch (written.why()) {
    case review::WriteRefusal::ReviewedAlready:
      return already(ctx);
    case review::WriteRefusal::NoSuchLine:
      break;
  }
  throw web::NotFound{};
}

web::Response review_sent(Ctx& ctx) {
  return said_page(ctx, "Thank you",
                   "We read each review before it is shown, and refuse none for its stars. Yours "
                   "stands on the product's page soon.");
}

}  // namespace pages::orders
