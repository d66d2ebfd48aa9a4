#include "app/outbox_handlers.h"
#include "base/json.h"
#include "order/enquiry.h"
#include "views/enquiry_view.h"

namespace app {

// What a visitor asked, while nobody has answered.
void MailLane::add_staff_enquiry() {
  add("mail.staff_enquiry", To::Staff,
      [this](const store::OutboxRow& row) -> std::optional<Prepared> {
        const order::EnquiryId id{base::Json::parse(row.payload.text).at("enquiry").integer()};
        return db().snapshot("outbox_mail", [&](store::Tx& tx) -> std::optional<Prepared> {
          const auto found = order::find_enquiry(tx, id);
          if (!found) return std::nullopt;
          return Prepared{
              {},
              "",
              views::staff_enquiry_mail(templates_, frame_, *found, order::enquired_lines(tx, id))};
        });
      });
}

}  // namespace app
