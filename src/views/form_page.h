#pragma once
#include <optional>
#include <string>
#include <vector>

#include "render/templates.h"
#include "views/captcha_box.h"
#include "views/fields.h"
#include "views/layout.h"

namespace views {

// What a shopper hears on top of a page: what was done, or what to do now.
struct Notice {
  std::string title;
  std::string text;
};

struct PageLink {
  std::string path;
  std::string text;
};

// A page of one form, of an account or of nobody: sign in, register, look up an order, say yes to a
// mail. Without fields and button it only says something.
struct FormPage {
  std::string title;
  std::string lead;
  std::string action;  // where it posts to; "" has no form
  std::string button;
  std::vector<TextField> fields{};
  base::Fields hidden{};  // further fields, csrf among them
  base::Fields typed{};
  base::FieldErrors errors{};
  std::optional<Notice> notice{};
  std::vector<PageLink> links{};  // below the form
  std::optional<CaptchaBox> captcha{};
};
std::string form_page(const render::Templates& templates, const Layout& layout,
                      const FormPage& form);

// Fills NOTICE, NOTICE_TITLE and NOTICE_TEXT, for pages that have a notice.
void fill_notice(render::Model& model, const std::optional<Notice>& notice);

}  // namespace views
