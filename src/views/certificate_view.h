#pragma once
#include <optional>
#include <string>
#include <vector>

#include "mailing/mailing.h"
#include "tax/certificate.h"
#include "views/account_view.h"
#include "views/mail_view.h"

// Exemption certificates: the page of an account, and what is mailed about them.
namespace views {

// GET /account/certificates. Posts, as a form with a file, csrf, kind, form, state, number,
// purchaser_name, purchaser_address, goods, signer, signed_on, expires_on and the file paper.
struct CertificatesView {
  std::string token;
  std::optional<Notice> notice{};
  std::vector<tax::Certificate> certificates{};
  base::Fields typed{};
  base::FieldErrors errors{};
};
std::string certificates_page(const render::Templates& templates, const Layout& layout,
                              const CertificatesView& view);

// What every page says of one: the values CERTIFICATE_*.
void fill_certificate(render::Model& row, const tax::Certificate& certificate);
// "The state's own form", from the word of the tables.
std::string certificate_form_text(std::string_view form);

// How many characters a field takes.
struct CertificateLimits {
  static constexpr int kNumber = 40;
  static constexpr int kName = 100;
  static constexpr int kAddress = 200;
  static constexpr int kGoods = 200;
  static constexpr int kSigner = 60;
  static constexpr int kNote = 500;
};

// What was decided, and why.
mailing::Letter certificate_mail(const render::Templates& templates, const MailFrame& frame,
                                 const tax::Certificate& certificate);

}  // namespace views
