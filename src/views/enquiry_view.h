#pragma once
#include <string>
#include <vector>

#include "base/fields.h"
#include "mailing/mailing.h"
#include "order/enquiry.h"
#include "render/templates.h"
#include "views/captcha_box.h"
#include "views/layout.h"
#include "views/mail_view.h"

namespace views {

// Where a question is about goods: a line of the form, or of the cart.
struct EnquiryGoods {
  std::string title;
  std::string path;
  int units = 0;
};

// GET and POST /contact: the fields email, name, company, message; `sku` and `units` name one
// variant, `cart` the whole cart.
struct EnquiryView {
  base::Fields typed;
  base::FieldErrors errors;
  std::vector<EnquiryGoods> goods;  // none: a question about anything
  std::string sku;                  // of one variant, whose units can be changed here
  bool of_cart = false;
  std::optional<CaptchaBox> captcha{};
};
std::string enquiry_page(const render::Templates& templates, const Layout& layout,
                         const EnquiryView& view);

// GET /contact/sent
std::string enquiry_sent_page(const render::Templates& templates, const Layout& layout);

// To staff: what was asked, by whom.
mailing::Letter staff_enquiry_mail(const render::Templates& templates, const MailFrame& frame,
                                   const order::Enquiry& enquiry,
                                   const std::vector<order::EnquiredLine>& lines);

}  // namespace views
