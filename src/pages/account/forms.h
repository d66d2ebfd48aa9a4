#pragma once
#include <string>

#include "base/seal.h"
#include "identity/identity.h"
#include "pages/ctx.h"
#include "pages/form_page.h"
#include "views/account_view.h"
#include "web/form.h"

// What the forms of an account share. Private to these pages.
namespace pages::account {

inline constexpr views::TextField kCurrentField{
    "current", "Your present password", "password", "current-password", "", 128, true};
inline constexpr views::TextField kNewField{
    "password",
    "New password",
    "password",
    "new-password",
    "At least 12 characters; a few words in a row are easy to keep in mind.",
    128,
    true};

inline constexpr views::TextField kCodeField{"code",
                                             "Code of your authenticator",
                                             "text",
                                             "one-time-code",
                                             "Or one of your recovery codes.",
                                             40,
                                             true};

// Of the field that says where to go on (safe_next()).
inline constexpr web::TextLimits kNextLimits{0, 500};

// The new password of a form, or an error in the field `password`.
base::Secret read_new_password(Ctx& ctx, web::Form& form, std::string_view email);

// The password was right, and is one that others try first: nobody signs in with it. A link to
// choose another one is mailed.
web::Response sends_for_another(Ctx& ctx, identity::Audience audience, const std::string& email);

// The password that who is signed in shows again in the field `current`; wrong: an error there.
void read_current_password(Ctx& ctx, web::Form& form);

// Is it a code of this shopper's authenticator, or a recovery code? Used up by asking.
bool is_code(Ctx& ctx, base::UserId user, const std::string& code);
base::SealKeys seal_keys(const Ctx& ctx);

// The link does not work: unknown, used or too old.
web::Response dead_link(Ctx& ctx);

}  // namespace pages::account
