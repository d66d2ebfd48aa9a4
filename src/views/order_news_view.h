#pragma once
#include <string>
#include <vector>

#include "order/edit.h"
#include "order/fulfil.h"
#include "order/read.h"
#include "payment/refund.h"
#include "views/mail_view.h"
#include "views/return_view.h"

// What the shop writes after an order was placed: a parcel left, units were cancelled, a return was
// answered, money went back; and to staff, what of it waits for them or failed.
namespace views {

struct ParcelMail {
  order::Summary summary;
  order::Parcel parcel;
  std::vector<order::ParcelLine> lines;
  bool is_last;  // nothing of the order is still to come
};
mailing::Letter parcel_shipped_mail(const render::Templates& templates, const MailFrame& frame,
                                    const ParcelMail& mail);

struct CancelMail {
  order::Summary summary;
  std::vector<order::RefundShareRow> shares;  // of the grant that goes with it
  base::Money total;
};
mailing::Letter order_cancelled_mail(const render::Templates& templates, const MailFrame& frame,
                                     const CancelMail& mail);

struct ChangeMail {
  order::Summary summary;
  std::vector<order::LineAdded> added;        // by the edit
  std::vector<order::RefundShareRow> shares;  // of what it took away
  base::Money asked;                          // still to be paid; nothing: nothing is
};
mailing::Letter order_changed_mail(const render::Templates& templates, const MailFrame& frame,
                                   const ChangeMail& mail);

struct LinkMail {
  order::Summary summary;
  base::Money asked;  // more than nothing
};
mailing::Letter payment_link_mail(const render::Templates& templates, const MailFrame& frame,
                                  const LinkMail& mail);

struct ReturnMail {
  order::Summary summary;
  ReturnOfOrder back;
};
// Approved, with where it goes, or refused, with why.
mailing::Letter return_answered_mail(const render::Templates& templates, const MailFrame& frame,
                                     const ReturnMail& mail);
// To staff: what a buyer wants to send back, and how to answer.
mailing::Letter staff_return_mail(const render::Templates& templates, const MailFrame& frame,
                                  const ReturnMail& mail);

struct RefundMail {
  order::Summary summary;
  payment::Send send;
};
mailing::Letter refund_sent_mail(const render::Templates& templates, const MailFrame& frame,
                                 const RefundMail& mail);
mailing::Letter staff_refund_failed_mail(const render::Templates& templates, const MailFrame& frame,
                                         const RefundMail& mail);

}  // namespace views
