#include "app/outbox_handlers.h"
#include "base/json.h"
#include "customers/customers.h"
#include "tax/certificate.h"
#include "views/certificate_view.h"

namespace app {

// What staff decided about an exemption certificate, to whom it is about.
void MailLane::add_certificates() {
  add("mail.certificate", To::Shopper,
      [this](const store::OutboxRow& row) -> std::optional<Prepared> {
        const base::TaxCertificateId id{
            base::Json::parse(row.payload.text).at("certificate").integer()};
        return db().snapshot("outbox_mail", [&](store::Tx& tx) -> std::optional<Prepared> {
          // As it was decided, whatever has ended since.
          const auto found = tax::find_certificate(tx, id, tax::Day{});
          if (!found) return std::nullopt;
          const auto customer = customers::find(tx, found->certificate.customer);
          if (!customer) return std::nullopt;
          return Prepared{
              {}, customer->email, views::certificate_mail(templates_, frame_, found->certificate)};
        });
      });
}

}  // namespace app
