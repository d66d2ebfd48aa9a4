#include "views/review_view.h"

#include <array>

#include "views/fields.h"
#include "views/form_errors.h"

namespace views {
namespace {

constexpr std::array kTitle{
    TextField{"title", "In a few words", "text", "off", "", review::kMostTitle, true}};
constexpr std::array kAuthor{TextField{"author", "Name to show", "text", "nickname",
                                       "Everybody reads it: “Kim L.” is enough.", review::kMostName,
                                       true}};

std::string stars_text(int stars) {
  return stars == 1 ? "1 star" : std::to_string(stars) + " stars";
}

// "★★★★☆"
std::string stars_drawn(int stars) {
  std::string drawn;
  for (int n = 1; n <= review::kMostStars; ++n) drawn += n <= stars ? "★" : "☆";
  return drawn;
}

const char* meaning_of(int stars) {
  constexpr std::array<const char*, 5> kMeanings{"Not what was promised", "With faults",
                                                 "As expected", "Good", "Very good"};
  return kMeanings.at(static_cast<std::size_t>(stars - 1));
}

std::string count_text(int count) {
  return count == 1 ? "1 review" : std::to_string(count) + " reviews";
}

const char* state_text(const std::string& state) {
  if (state == "approved") return "On the product's page";
  return state == "refused" ? "Not shown" : "Waiting to be read";
}

void fill_review(render::Model& row, const review::Review& one) {
  row.set("REVIEW_ID", one.id.raw())
      .set("REVIEW_TITLE", one.title)
      .set("REVIEW_STARS", stars_drawn(one.stars))
      .set("REVIEW_STARS_TEXT", stars_text(one.stars))
      .html("REVIEW_HTML", render::paragraphs(one.text))
      .set("REVIEW_AUTHOR", one.author)
      .set("REVIEW_DAY", day_text(one.written_at))
      .set("REVIEW_STATE", state_text(one.state))
      .show_if("REVIEW_SHOWN", one.state == "approved")
      .set("REVIEW_PRODUCT", one.product)
      .set("REVIEW_REASON", one.reason);
}

}  // namespace

std::string mean_text(const review::OfProduct& reviews) {
  const auto tenths = reviews.mean_tenths();
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
}

void fill_reviews(render::Model& model, const review::OfProduct& reviews) {
  const auto count = reviews.count();
  const bool any = count > 0;
  model.show_if("HAS_REVIEWS", any)
      .set("REVIEWS_MEAN", any ? mean_text(reviews) : std::string{})
      .set("REVIEWS_COUNT", count_text(count))
      .show_if("REVIEWS_FURTHER", static_cast<std::size_t>(count) > reviews.newest.size())
      .set("REVIEWS_SHOWN", std::to_string(reviews.newest.size()))
      .rows("STARS")
      .rows("REVIEWS");
  for (int stars = any ? review::kMostStars : 0; stars > 0; --stars)
    model.row("STARS")
        .set("STARS_TEXT", stars_text(stars))
        .set("STARS_ALL", count)
        .set("STARS_COUNT", reviews.counts.at(static_cast<std::size_t>(stars - 1)));
  for (const auto& one : reviews.newest)
    model.row("REVIEWS")
        .set("REVIEW_STARS", stars_drawn(one.stars))
        .set("REVIEW_STARS_TEXT", stars_text(one.stars))
        .set("REVIEW_TITLE", one.title)
        .html("REVIEW_HTML", render::paragraphs(one.text))
        .set("REVIEW_AUTHOR", one.author)
        .set("REVIEW_DAY", day_text(one.written_at));
}

std::string review_form_page(const render::Templates& templates, const Layout& layout,
                             const ReviewForm& form) {
  render::Model model;
  Head head;
  head.title = "Review " + form.title;
  if (!form.errors.empty()) head.title = "Error: " + head.title;
  fill_layout(model, layout, head);
  base::Fields labels{{"stars", "Stars"}, {"text", "Your review"}};
  add_labels(labels, kTitle);
  add_labels(labels, kAuthor);
  fill_form_errors(model, form.errors, labels);
  fill_captcha(model, form.captcha);
  model.set("GOODS", form.title)
      .set("ORDER", form.order)
      .set("LINE", form.position)
      .set("TOKEN", form.token)
      .set("STARS_ERROR", form.errors.value("stars"))
      .set("TEXT", form.typed.value("text"))
      .set("TEXT_MOST", review::kMostText)
      .set("TEXT_ERROR", form.errors.value("text"))
      .rows("STARS")
      .rows("TITLE_FIELD")
      .rows("AUTHOR_FIELD");
  for (int stars = review::kMostStars; stars > 0; --stars)
    model.row("STARS")
        .set("STARS_VALUE", stars)
        .set("STARS_TEXT", stars_text(stars))
        .set("STARS_MEANING", meaning_of(stars))
        // The summary of errors leads to the first.
        .show_if("STARS_LEAD", stars == review::kMostStars)
        .show_if("STARS_CHOSEN", form.typed.value("stars") == std::to_string(stars));
  fill_field(model.row("TITLE_FIELD"), kTitle.front(), form.typed, form.errors);
  fill_field(model.row("AUTHOR_FIELD"), kAuthor.front(), form.typed, form.errors);
  return templates.render("shop/review", model);
}

std::string goods_review_list_page(const render::Templates& templates, const Layout& layout,
                                   const GoodsReviewListView& view) {
  render::Model model;
  fill_desk(model, layout, "Reviews of goods", view.desk);
  fill_said(model, view.notice, {});
  model.show_if("NONE", view.reviews.empty()).rows("REVIEWS");
  for (const auto& one : view.reviews) fill_review(model.row("REVIEWS"), one);
  return templates.render("admin/reviews", model);
}

std::string goods_review_page(const render::Templates& templates, const Layout& layout,
                              const GoodsReviewView& view) {
  const auto& one = view.whole;
  render::Model model;
  fill_desk(model, layout, "A review of " + one.product, view.desk);
  fill_said(model, std::nullopt, view.errors, {{"reason", "Why"}, {"decision", "Decision"}});
  fill_review(model, one);
  model.set("PRODUCT_PATH", "/p/" + one.product_slug)
      .set("ORDER_NUMBER", one.order_number)
      .set("CUSTOMER_EMAIL", one.email)
      .set("DECIDED_BY", one.decided_by)
      .set("DECIDED_ON", one.decided_at ? day_text(*one.decided_at) : std::string{})
      .show_if("APPROVABLE", one.state != "approved")
      .show_if("REFUSABLE", one.state != "refused")
      .set("REASON_MOST", review::kMostReason)
      .set("REASON", view.typed.value("reason"))
      .set("REASON_ERROR", view.errors.value("reason"));
  return templates.render("admin/review", model);
}

}  // namespace views
