#pragma once
#include <optional>
#include <string>
#include <vector>

#include "tax/certificate.h"
#include "views/admin_view.h"

// The panel of staff for exemption certificates.
namespace views {

// GET /admin/certificates.
struct CertificateListView {
  Desk desk;
  std::optional<Notice> notice{};
  std::vector<tax::Certificate> certificates{};
};
std::string certificate_list_page(const render::Templates& templates, const Layout& layout,
                                  const CertificateListView& view);

// GET /admin/certificates/:id. Posts csrf, id, decision (approve, reject or revoke) and note to
// /admin/certificates/decide.
struct CertificateView {
  Desk desk;
  tax::WholeCertificate whole{};
  std::string email{};  // the customer's
  base::Fields typed{};
  base::FieldErrors errors{};
};
std::string certificate_page(const render::Templates& templates, const Layout& layout,
                             const CertificateView& view);

}  // namespace views
