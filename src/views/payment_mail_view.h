#pragma once
#include "payment/tasks.h"
#include "views/mail_view.h"

// What the shop writes to staff about payments.
namespace views {

// Something is to be looked at: what, of which order, by when.
mailing::Letter staff_payment_mail(const render::Templates& templates, const MailFrame& frame,
                                   const payment::Task& task);

}  // namespace views
