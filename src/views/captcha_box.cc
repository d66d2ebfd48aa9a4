#include "views/captcha_box.h"

namespace views {

void fill_captcha(render::Model& model, const std::optional<CaptchaBox>& box) {
  model.rows("CAPTCHA");
  if (!box) return;
  const bool asks = !box->question.empty();
  model.row("CAPTCHA")
      .set("CAPTCHA_SITEKEY", box->sitekey)
      .set("CAPTCHA_ACTION", box->action)
      .set("CAPTCHA_SCRIPT", box->script)
      .set("CAPTCHA_QUESTION", box->question)
      .set("CAPTCHA_STAMP", box->stamp)
      .show_if("CAPTCHA_SILENT", asks && !box->asks_plainly)
      .show_if("CAPTCHA_PLAIN", asks && box->asks_plainly)
      .show_if("CAPTCHA_UNASKED", !asks);
}

}  // namespace views
