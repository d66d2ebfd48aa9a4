#include "views/account_mail_view.h"

#include "base/error.h"

namespace views {
namespace {

struct LinkWords {
  const char* subject;
  const char* title;
  const char* text;
  const char* button;
  const char* path;
};

LinkWords words_of(identity::LinkKind kind) {
  using identity::LinkKind;
  switch (kind) {
    case LinkKind::NewAccount:
      return {"Open your account", "One step to your account.",
              "Follow the link and choose a password.", "Choose a password", "/account/reset"};
    case LinkKind::AccountThere:
      return {"You have an account already", "You have an account already.",
              "Somebody, probably you, wanted to open one with this address. Sign in with your "
              "password, or follow the link to choose a new one.",
              "Choose a new password", "/account/reset"};
    case LinkKind::NewPassword:
      return {"Choose a new password", "Choose a new password.",
              "Follow the link to choose one. Every browser is signed out then.",
              "Choose a new password", "/account/reset"};
    case LinkKind::NoAccount:
      return {"There is no account with this address", "There is no account with this address.",
              "Somebody, probably you, wanted a new password for it. If you want an account, "
              "follow the link; if you have one with another address, ask with that.",
              "Open an account", "/account/reset"};
    case LinkKind::NewEmail:
      return {"Your new mail address", "Is this your new mail address?",
              "Follow the link, and you sign in with this address from now on.", "Use this address",
              "/account/email/confirm"};
  }
  throw base::BugError{"a link without words"};
}

struct NewsWords {
  const char* subject;
  const char* title;
  const char* text;
};

NewsWords words_of(AccountNewsMail::What what) {
  switch (what) {
    case AccountNewsMail::What::Password:
      return {"Your password was changed", "Your password was changed.",
              "All other browsers were signed out."};
    case AccountNewsMail::What::EmailAsked:
      return {"Another mail address for your account",
              "Somebody wants another mail address for your account.",
              "Nothing changes until the link in our mail to that address is followed."};
    case AccountNewsMail::What::Email:
      return {"Your mail address was changed", "The mail address of your account was changed.",
              "From now on you sign in with the new one."};
    case AccountNewsMail::What::GoogleJoined:
      return {"Google signs you in now", "Your account can be entered by Google now.",
              "You find it under Signing in, in your account, and can end it there."};
    case AccountNewsMail::What::GoogleLeft:
      return {"Google signs you in no more", "Your account cannot be entered by Google any more.",
              "Your password is the way in."};
    case AccountNewsMail::What::CodesOn:
      return {"Signing in asks for a code now", "Your account has an authenticator now.",
              "Signing in asks for its code besides the password. Keep the recovery codes."};
    case AccountNewsMail::What::CodesOff:
      return {"Signing in asks for no code any more", "Your account has no authenticator any more.",
              "The password alone signs you in."};
    case AccountNewsMail::What::Browser:
      return {"Another browser has signed in", "Another browser has signed in to your account.",
              "We have not seen it before. If it is yours, all is well."};
    case AccountNewsMail::What::CodeAgain:
      return {"A code was shown twice", "A code of your authenticator was shown twice.",
              "The second time it opened nothing. If you pressed a button twice, all is well."};
    case AccountNewsMail::What::Recovery:
      return {"A recovery code was used", "A recovery code was used to sign in.",
              "Each works once. Make new ones if few are left."};
  }
  throw base::BugError{"news without words"};
}

// "k***@example.com": enough to know one's own.
std::string in_part(const std::string& email) {
  const auto at = email.find('@');
  if (at == std::string::npos || at == 0) return {};
  return email.substr(0, 1) + "***" + email.substr(at);
}

mailing::Letter letter(const render::Templates& templates, const char* name, const char* subject,
                       const render::Model& model) {
  return {subject, templates.render(std::string{"mail/"} + name + ".txt", model),
          templates.render(std::string{"mail/"} + name, model)};
}

}  // namespace

mailing::Letter account_link_mail(const render::Templates& templates, const MailFrame& frame,
                                  const identity::LinkMail& link) {
  const auto words = words_of(link.kind);
  const std::string path = link.audience == identity::Audience::Staff ? "/admin/reset" : words.path;
  render::Model model;
  fill_frame(model, frame);
  model.set("TITLE", words.title)
      .set("TEXT", words.text)
      .set("BUTTON", words.button)
      .set("LINK", frame.site_url + path + "?t=" + link.token.reveal())
      .set("EXPIRES", base::to_date_text(link.expires_at) + ", " +
                          base::to_iso8601(link.expires_at).substr(11, 5));
  return letter(templates, "account_link", words.subject, model);
}

mailing::Letter account_news_mail(const render::Templates& templates, const MailFrame& frame,
                                  const AccountNewsMail& news) {
  const auto words = words_of(news.what);
  render::Model model;
  fill_frame(model, frame);
  model.set("TITLE", words.title)
      .set("TEXT", words.text)
      .set("NEW_EMAIL", in_part(news.new_email))
      .set("FORGOTTEN",
           frame.site_url + (news.audience == identity::Audience::Staff ? "/admin/forgotten"
                                                                        : "/account/forgotten"));
  return letter(templates, "account_news", words.subject, model);
}

}  // namespace views
