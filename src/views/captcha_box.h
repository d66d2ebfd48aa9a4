#pragma once
#include <optional>
#include <string>

#include "render/model.h"

namespace views {

// What a form asks to see that a person sends it: the widget, and for who has no script a question
// (fields captcha_answer and captcha_stamp).
struct CaptchaBox {
  std::string sitekey;
  std::string action;         // the form's name, which the widget sends along
  std::string script;         // its address
  std::string question{};     // "" where none is asked
  std::string stamp{};        // names the question
  bool asks_plainly = false;  // also where scripts run: the widget did not come
};

// Fills shop/captcha, which forms include.
void fill_captcha(render::Model& model, const std::optional<CaptchaBox>& box);

}  // namespace views
