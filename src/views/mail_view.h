#pragma once
#include <string>
#include <vector>

#include "mailing/mailing.h"
#include "order/order.h"
#include "order/quotes.h"
#include "order/read.h"
#include "order/shipping_request.h"
#include "render/templates.h"
#include "tender/tender.h"

// What the shop writes to shoppers and staff. Each mail has a plain part and an HTML part from one
// model, so that both say the same; no price, name or address goes into a subject.
namespace views {

// The shop, as every mail names it.
struct MailFrame {
  std::string site_url;  // without a slash at its end
  std::string site_name;
  std::string postal_address;
};

// Fills what stands around every mail.
void fill_frame(render::Model& model, const MailFrame& frame);

// An order as a mail shows it; `summary` has its number and token, but in payment_failed_mail.
struct OrderMail {
  order::Summary summary;
  std::vector<order::Line> lines;
  order::Address address;
  std::string instructions{};  // how to pay on its terms
};

// The order stands: what, where to, how much, and the link to follow it.
mailing::Letter order_confirmation_mail(const render::Templates& templates, const MailFrame& frame,
                                        const OrderMail& order);

// Paid, but something must be looked at first; promises nothing but an answer.
mailing::Letter payment_received_mail(const render::Templates& templates, const MailFrame& frame,
                                      const OrderMail& order);

// A payment that was on its way has failed: nothing charged, the cart is open again. The order was
// never visible, so there is no number to name.
mailing::Letter payment_failed_mail(const render::Templates& templates, const MailFrame& frame,
                                    const OrderMail& order);

// To staff: an order needs attention, why, and how to resolve it.
mailing::Letter staff_attention_mail(const render::Templates& templates, const MailFrame& frame,
                                     const OrderMail& order);

// To whom a gift card is for: its code, shown here alone, and how to use it.
mailing::Letter gift_card_mail(const render::Templates& templates, const MailFrame& frame,
                               const tender::CardMail& card);

// To staff: which rules the nightly proof found broken, at least one.
mailing::Letter staff_faults_mail(const render::Templates& templates, const MailFrame& frame,
                                  const std::vector<std::string>& faults);

// To staff: what looks like an attack, at least one sentence.
mailing::Letter staff_alarm_mail(const render::Templates& templates, const MailFrame& frame,
                                 const std::vector<std::string>& signs);

// To staff: a shopper asks what shipping costs where no table has a price, and how to answer.
struct ShippingRequestMail {
  order::ShippingRequest request;
  std::vector<order::RequestedLine> lines;
};
mailing::Letter staff_shipping_mail(const render::Templates& templates, const MailFrame& frame,
                                    const ShippingRequestMail& mail);

// What staff offer, until when, and the link to accept it. Says the same of a draft, which is an
// order that waits for its payment.
struct QuoteMail {
  order::Quote quote;
  std::vector<order::QuoteLine> lines;
};
mailing::Letter quote_mail(const render::Templates& templates, const MailFrame& frame,
                           const QuoteMail& mail);

}  // namespace views
