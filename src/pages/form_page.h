#pragma once
#include <string>
#include <string_view>

#include "pages/captcha.h"
#include "pages/ctx.h"
#include "views/form_page.h"

// Pages of one form, whoever they are for.
namespace pages {

inline constexpr views::TextField kEmailField{"email", "E-mail", "email", "username",
                                              "",      254,      true};

// The page; 422 when it has errors.
web::Response form_page(Ctx& ctx, const views::FormPage& form);
// The same with what shows that a person sends it.
web::Response page_with(Ctx& ctx, views::FormPage form, const Captcha& captcha);

// The page of a link that was mailed: a question, and one button.
web::Response question_page(Ctx& ctx, const views::FormPage& form);
// A page that only says something, with a way to the start page.
web::Response said_page(Ctx& ctx, const std::string& title, const std::string& lead,
                        int status = 200);

// The token of a link that was mailed: "" where none can be.
std::string link_token(std::string_view text);
// The address of a page that a link opened must not travel on; its form needs an Origin.
web::Response& keep_to_ourselves(web::Response& page);

}  // namespace pages
