#include "views/certificate_panel.h"

#include "views/certificate_view.h"

namespace views {

std::string certificate_list_page(const render::Templates& templates, const Layout& layout,
                                  const CertificateListView& view) {
  render::Model model;
  fill_desk(model, layout, "Exemption certificates", view.desk);
  fill_said(model, view.notice, {});
  model.show_if("NONE", view.certificates.empty()).rows("CERTIFICATES");
  for (const auto& one : view.certificates) {
    auto& row = model.row("CERTIFICATES");
    fill_certificate(row, one);
    row.set("CERTIFICATE_ID", one.id.raw());
  }
  return templates.render("admin/certificates", model);
}

std::string certificate_page(const render::Templates& templates, const Layout& layout,
                             const CertificateView& view) {
  const auto& [certificate, facts] = view.whole;
  render::Model model;
  fill_desk(model, layout, "A certificate for " + certificate.states, view.desk);
  fill_said(model, std::nullopt, view.errors, {{"note", "Why"}, {"decision", "Decision"}});
  fill_certificate(model, certificate);
  model.set("CERTIFICATE_ID", certificate.id.raw())
      .set("CUSTOMER_EMAIL", view.email)
      .set("FORM", certificate_form_text(facts.form))
      .set("NUMBERS", facts.numbers)
      .set("PURCHASER_ADDRESS", facts.purchaser_address)
      .set("GOODS", facts.goods)
      .set("SIGNER", facts.signer)
      .set("SIGNED_ON", facts.signed_on)
      .set("RECEIVED_ON", facts.received_on)
      .set("ENTERED_BY", facts.entered_by)
      .set("REVIEWED_BY", facts.reviewed_by)
      .set("SHA256", facts.sha256)
      .set("KILOBYTES", (facts.bytes + 1023) / 1024)
      .show_if("HAS_PAPER", !facts.content.empty())
      .show_if("NO_PAPER", facts.content.empty())
      .show_if("PENDING", certificate.status == "pending")
      .show_if("APPROVED", certificate.status == "approved")
      .set("NOTE", view.typed.value("note"))
      .set("NOTE_ERROR", view.errors.value("note"));
  return templates.render("admin/certificate", model);
}

}  // namespace views
