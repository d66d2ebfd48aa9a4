#pragma once
#include <optional>
#include <string>

#include "captcha/captcha.h"
#include "identity/identity.h"
#include "pages/ctx.h"
#include "views/captcha_box.h"
#include "web/form.h"

namespace pages {

// Does a person send this form of the public? One object a request; a handler writes
//
//   Captcha captcha{ctx, captcha::Action::Register};
//   if (form.ok() && captcha.passes(form)) { ...do it, and return }
//   page.captcha = captcha.box();
//   return captcha.dressed(form_page(ctx, page));
//
// What passes (decision 0077): a token of the widget, which the verifier has seen; or the right
// answer to the form's question, for who has no script, within a quarter of the form's own limit by
// address and turnstile.question_per_hour in all. While the verifier is down every form is closed
// (503) but signing in, which goes on within a quarter of its limit by address and
// turnstile.degraded_per_hour in all, unless turnstile.when_down says closed. Without a secret
// nothing is asked. For routes of the pools outbound and admin: it calls outside.
class Captcha {
 public:
  enum class Demand { Always, Never };
  Captcha(Ctx& ctx, captcha::Action action, Demand demand = Demand::Always);

  // After the cheap checks of the fields, before any hash, mail or row; not within a transaction.
  // False: the form holds what its sender reads.
  bool passes(web::Form& form);
  // By what it passed, as login_attempts keeps it: passed, answered, skipped, or "".
  const std::string& proof() const { return proof_; }

  // What the form shows; nothing where nothing is asked.
  std::optional<views::CaptchaBox> box() const;
  // The page with the form: its policy lets the widget in and nothing else, its status says what
  // was refused.
  web::Response dressed(web::Response page) const;

 private:
  bool is_asked() const;
  bool passes_by(std::string proof);
  bool refuse(web::Form& form, std::string_view sentence, int status = 422);
  bool closed(web::Form& form);
  bool goes_on_without(web::Form& form);
  bool answers(web::Form& form);
  bool is_within(const char* what, int most_per_hour);
  bool is_within_quarter(const char* what);

  Ctx& ctx_;
  captcha::Action action_;
  Demand demand_;
  std::string proof_;
  bool asks_plainly_ = false;
  int status_ = 0;  // of the page, when it is not that of its errors
};

// Signing in asks after failures alone: three wrong passwords within ten minutes from one address
// or for one mailbox, whether it has an account or not; and where a hundred in a minute are wrong
// in the whole shop, every shopper is asked. For staff the last does not count: strangers must not
// be able to stand in their way.
Captcha::Demand demand_of_sign_in(Ctx& ctx, identity::Audience audience, std::string_view email);
void count_wrong_password(Ctx& ctx, identity::Audience audience, std::string_view email);

}  // namespace pages
