#include "views/certificate_view.h"

#include <array>

#include "shipping/us_address.h"
#include "views/fields.h"
#include "views/form_errors.h"

namespace views {
namespace {

using Most = CertificateLimits;

constexpr std::array kFields{
    TextField{"number", "Your number in that state", "text", "off",
              "Of the permit, registration or exemption.", Most::kNumber, true},
    TextField{"purchaser_name", "Legal name of the purchaser", "text", "organization",
              "As it stands on the certificate.", Most::kName, true},
    TextField{"purchaser_address", "Address of the purchaser", "text", "street-address", "",
              Most::kAddress, true},
    TextField{"goods", "What is bought under it", "text", "off",
              "For example: servers and switches for resale.", Most::kGoods, false},
    TextField{"signer", "Who signed it", "text", "name", "", Most::kSigner, true},
    TextField{"signed_on", "Signed on", "date", "off", "Such as 2026-11-27.", 10, true},
    TextField{"expires_on", "Its last day", "date", "off",
              "Where it names none: one year after it was signed.", 10, true}};

constexpr FileField kPaper{
    "paper", "The certificate", "application/pdf,.pdf",
    "A PDF of at most 10 MB, without scripts, forms that send, or files in it."};

const Choice& kind_choice() {
  static const Choice kChoice{
      "kind",
      "Why you are exempt",
      "A resale certificate covers goods that you buy to sell, not what your "
      "own office uses.",
      {{"resale", "Resale"},
       {"government", "Government"},
       {"nonprofit", "Nonprofit"},
       {"manufacturing", "Manufacturing"},
       {"other", "Another reason"}}};
  return kChoice;
}

const Choice& form_choice() {
  static const Choice kChoice{"form",
                              "Which form it is",
                              "",
                              {{"state", "The state's own form"},
                               {"mtc", "Multistate Tax Commission's uniform certificate"},
                               {"sst", "Streamlined Sales Tax certificate"},
                               {"border", "Border states' uniform certificate"}}};
  return kChoice;
}

const Choice& state_choice() {
  static const Choice kChoice = [] {
    Choice choice{"state", "State", "One certificate a state: send each by itself.", {}};
    for (const auto& state : shipping::us_states())
      choice.options.push_back({std::string{state.code}, std::string{state.name}});
    return choice;
  }();
  return kChoice;
}

std::string text_of(const Choice& choice, std::string_view word) {
  for (const auto& option : choice.options)
    if (option.value == word) return option.text;
  return std::string{word};
}

std::string status_text(std::string_view status) {
  if (status == "pending") return "Waiting to be looked at";
  if (status == "approved") return "Approved";
  if (status == "rejected") return "Not accepted";
  if (status == "revoked") return "Ended by us";
  return "Expired";
}

}  // namespace

void fill_certificate(render::Model& row, const tax::Certificate& certificate) {
  row.set("CERTIFICATE_STATES", certificate.states)
      .set("CERTIFICATE_KIND", text_of(kind_choice(), certificate.kind))
      .set("CERTIFICATE_STATUS", status_text(certificate.status))
      .show_if("CERTIFICATE_GOOD", certificate.status == "approved")
      .set("CERTIFICATE_PURCHASER", certificate.purchaser_name)
      .set("CERTIFICATE_ENDS", certificate.expires_on)
      .set("CERTIFICATE_SENT", base::to_date_text(certificate.entered_at))
      .set("CERTIFICATE_NOTE", certificate.note);
}

std::string certificate_form_text(std::string_view form) {
  return text_of(form_choice(), form);
}

std::string certificates_page(const render::Templates& templates, const Layout& layout,
                              const CertificatesView& view) {
  render::Model model;
  Head head;
  head.title = view.errors.empty() ? "Exemption certificates" : "Error: Exemption certificates";
  fill_layout(model, layout, head);
  base::Fields labels{{kPaper.name, kPaper.label}};
  for (const auto* choice : {&state_choice(), &kind_choice(), &form_choice()})
    labels.add(choice->name, choice->label);
  add_labels(labels, kFields);
  fill_form_errors(model, view.errors, labels);
  model.show_if("NOTICE", view.notice.has_value())
      .set("NOTICE_TITLE", view.notice ? view.notice->title : std::string{})
      .set("NOTICE_TEXT", view.notice ? view.notice->text : std::string{})
      .set("CSRF", view.token)
      .show_if("NONE", view.certificates.empty())
      .rows("CERTIFICATES")
      .rows("CHOICES")
      .rows("FIELDS");
  for (const auto& one : view.certificates) fill_certificate(model.row("CERTIFICATES"), one);
  for (const auto* choice : {&state_choice(), &kind_choice(), &form_choice()})
    fill_choice(model.row("CHOICES"), *choice, view.typed, view.errors);
  for (const auto& field : kFields) fill_field(model.row("FIELDS"), field, view.typed, view.errors);
  fill_file(model.row("FILE"), kPaper, view.errors);
  return templates.render("shop/account_certificates", model);
}

mailing::Letter certificate_mail(const render::Templates& templates, const MailFrame& frame,
                                 const tax::Certificate& certificate) {
  const bool good = certificate.status == "approved";
  const auto* subject = good ? "Your exemption certificate is approved"
                        : certificate.status == "revoked"
                            ? "Your exemption certificate counts no more"
                            : "Your exemption certificate was not accepted";
  render::Model model;
  fill_frame(model, frame);
  fill_certificate(model, certificate);
  model.set("TITLE", subject)
      .show_if("NOT_GOOD", !good)
      .set("CERTIFICATES_URL", frame.site_url + "/account/certificates");
  return {subject, templates.render("mail/certificate.txt", model),
          templates.render("mail/certificate", model)};
}

}  // namespace views
