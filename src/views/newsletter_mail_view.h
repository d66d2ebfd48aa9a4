#pragma once
#include <string>

#include "mailing/newsletter.h"
#include "views/mail_view.h"

// What is mailed about the newsletter. Each mail carries what ends it by one click (RFC 8058).
namespace views {

// Was it you who asked? And: you get it from now on.
mailing::Letter newsletter_question_mail(const render::Templates& templates, const MailFrame& frame,
                                         const mailing::SubscriberMail& mail);
mailing::Letter newsletter_welcome_mail(const render::Templates& templates, const MailFrame& frame,
                                        const mailing::SubscriberMail& mail);

// The page that ends the newsletter of one subscriber; a POST there does so at once.
std::string newsletter_stop_link(const std::string& site_url, const std::string& stop_token);

}  // namespace views
