#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "render/templates.h"
#include "review/review.h"
#include "views/admin_view.h"
#include "views/captcha_box.h"
#include "views/layout.h"

// What buyers say of goods: on the product's page, in the form, and in the panel of staff.
namespace views {

// "4.3", of what has a review at least.
std::string mean_text(const review::OfProduct& reviews);

// Fills the section of a product's page: HAS_REVIEWS and what stands in it.
void fill_reviews(render::Model& model, const review::OfProduct& reviews);

// GET and POST /review: the fields stars, title, text and author, and order, line and t of whom it
// is.
struct ReviewForm {
  std::string title;  // of the goods
  std::string order;
  int position = 0;
  std::string token;
  base::Fields typed{};
  base::FieldErrors errors{};
  std::optional<CaptchaBox> captcha{};
};
std::string review_form_page(const render::Templates& templates, const Layout& layout,
                             const ReviewForm& form);

// GET /admin/reviews.
struct GoodsReviewListView {
  Desk desk;
  std::optional<Notice> notice{};
  std::vector<review::Review> reviews{};
};
std::string goods_review_list_page(const render::Templates& templates, const Layout& layout,
                                   const GoodsReviewListView& view);

// GET /admin/reviews/:id. Posts csrf, id, decision (approve or refuse) and reason to
// /admin/reviews/decide.
struct GoodsReviewView {
  Desk desk;
  review::Review whole{};
  base::Fields typed{};
  base::FieldErrors errors{};
};
std::string goods_review_page(const render::Templates& templates, const Layout& layout,
                              const GoodsReviewView& view);

}  // namespace views
