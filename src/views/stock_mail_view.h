#pragma once
#include "inventory/waits.h"
#include "views/mail_view.h"

// What is mailed to who waits for goods.
namespace views {

// Was it you who asked? And: it is back.
mailing::Letter stock_question_mail(const render::Templates& templates, const MailFrame& frame,
                                    const inventory::WaitMail& wait);
mailing::Letter stock_news_mail(const render::Templates& templates, const MailFrame& frame,
                                const inventory::WaitMail& wait);

}  // namespace views
