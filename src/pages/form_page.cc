#include "pages/form_page.h"

namespace pages {

web::Response form_page(Ctx& ctx, const views::FormPage& form) {
  return web::Response::html(views::form_page(ctx.templates, ctx.layout, form),
                             form.errors.empty() ? 200 : 422);
}

web::Response page_with(Ctx& ctx, views::FormPage form, const Captcha& captcha) {
  form.captcha = captcha.box();
  return captcha.dressed(form_page(ctx, form));
}

web::Response question_page(Ctx& ctx, const views::FormPage& form) {
  auto response = form_page(ctx, form);
  keep_to_ourselves(response);
  return response;
}

web::Response said_page(Ctx& ctx, const std::string& title, const std::string& lead, int status) {
  views::FormPage page;
  page.title = title;
  page.lead = lead;
  page.links = {{"/", "To the start page"}};
  auto response = form_page(ctx, page);
  response.status = status;
  return response;
}

std::string link_token(std::string_view text) {
  const bool plain =
      text.size() == 43 &&
      text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") ==
          std::string_view::npos;
  return plain ? std::string{text} : std::string{};
}

web::Response& keep_to_ourselves(web::Response& page) {
  return page.header("Referrer-Policy", "same-origin");
}

}  // namespace pages
