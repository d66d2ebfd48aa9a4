#include "pages/admin/reviews.h"

#include "base/text.h"
#include "pages/admin/session.h"
#include "review/review.h"
#include "views/review_view.h"
#include "web/errors.h"
#include "web/form.h"

namespace pages::admin {
namespace {

constexpr const char* kHere = "/admin/reviews";
constexpr std::int64_t kListed = 200;

web::Response page_of(Ctx& ctx, ::review::ReviewId id, const web::Form* form) {
  views::GoodsReviewView view;
  view.desk = desk_of(ctx, kHere);
  if (form != nullptr) {
    view.typed = form->kept();
    view.errors = form->errors();
  }
  const auto found =
      ctx.db.at_once("review", [&](store::Tx& tx) { return ::review::find(tx, id); });
  if (!found) throw web::NotFound{};
  view.whole = *found;
  return web::Response::html(views::goods_review_page(ctx.templates, ctx.layout, view),
                             view.errors.empty() ? 200 : 422);
}

}  // namespace

web::Response reviews(Ctx& ctx) {
  views::GoodsReviewListView view;
  view.desk = desk_of(ctx, kHere);
  if (ctx.req.query_fields().value("done") == "1")
    view.notice = {"It is decided", "The product's page follows within seconds."};
  view.reviews =
      ctx.db.at_once("reviews", [&](store::Tx& tx) { return ::review::reviews(tx, kListed); });
  return web::Response::html(views::goods_review_list_page(ctx.templates, ctx.layout, view));
}

web::Response review(Ctx& ctx) {
  const auto id = base::parse_integer<std::int64_t>(ctx.req.param("id"));
  if (!id) throw web::NotFound{};
  return page_of(ctx, ::review::ReviewId{*id}, nullptr);
}

web::Response review_decide(Ctx& ctx) {
  using ::review::Decision;
  web::Form form{ctx.req};
  const auto id = form.id<::review::ReviewId>("id");
  if (!form.ok()) throw web::NotFound{};
  const auto what = form.choice<Decision>(
      "decision", {{"approve", Decision::Approve}, {"refuse", Decision::Refuse}});
  const std::size_t least = form.ok() && what == Decision::Refuse ? 1 : 0;
  const auto reason = form.text("reason", {least, ::review::kMostReason, base::Lines::Many});
  if (!form.ok()) return page_of(ctx, id, &form);
  const bool is_decided = act(ctx, "review_decide", [&](store::Tx& tx) {
    return ::review::decide(tx, id, what, reason, actor_of(ctx).name, ctx.now);
  });
  if (is_decided) return web::Response::see_other("/admin/reviews?done=1");
  form.refuse("", "Somebody has decided so meanwhile.");
  return page_of(ctx, id, &form);
}

}  // namespace pages::admin
