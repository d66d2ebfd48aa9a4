#include "views/newsletter_mail_view.h"

namespace views {
namespace {

mailing::Letter newsletter_mail(const render::Templates& templates, const MailFrame& frame,
                                const mailing::SubscriberMail& mail, const std::string& link,
                                const std::string& name, const std::string& subject) {
  const auto stop = newsletter_stop_link(frame.site_url, mail.stop.reveal());
  render::Model model;
  fill_frame(model, frame);
  model.set("LINK", link).set("STOP_LINK", stop);
  return {subject,
          templates.render("mail/" + name + ".txt", model),
          templates.render("mail/" + name, model),
          {{"List-Unsubscribe", '<' + stop + '>'},
           {"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"}}};
}

}  // namespace

mailing::Letter newsletter_question_mail(const render::Templates& templates, const MailFrame& frame,
                                         const mailing::SubscriberMail& mail) {
  return newsletter_mail(templates, frame, mail,
                         frame.site_url + "/newsletter/confirm?t=" + mail.confirm.reveal(),
                         "newsletter_question", "Shall we send you our newsletter?");
}

mailing::Letter newsletter_welcome_mail(const render::Templates& templates, const MailFrame& frame,
                                        const mailing::SubscriberMail& mail) {
  return newsletter_mail(templates, frame, mail, frame.site_url, "newsletter_welcome",
                         "You get our newsletter from now on");
}

std::string newsletter_stop_link(const std::string& site_url, const std::string& stop_token) {
  return site_url + "/newsletter/stop?t=" + stop_token;
}

}  // namespace views
