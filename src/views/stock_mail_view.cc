#include "views/stock_mail_view.h"

#include "views/layout.h"

namespace views {
namespace {

void fill_wait(render::Model& model, const MailFrame& frame, const inventory::WaitMail& wait) {
  fill_frame(model, frame);
  model.set("GOODS", wait.title)
      .set("GRADE", condition_text(wait.condition))
      .set("SKU", wait.sku)
      .set("GOODS_LINK", frame.site_url + wait.path);
}

}  // namespace

mailing::Letter stock_question_mail(const render::Templates& templates, const MailFrame& frame,
                                    const inventory::WaitMail& wait) {
  render::Model model;
  fill_wait(model, frame, wait);
  model.set("LINK", frame.site_url + "/notify/confirm?t=" + wait.token.reveal());
  return {"Shall we write when it is back?", templates.render("mail/stock_question.txt", model),
          templates.render("mail/stock_question", model)};
}

mailing::Letter stock_news_mail(const render::Templates& templates, const MailFrame& frame,
                                const inventory::WaitMail& wait) {
  render::Model model;
  fill_wait(model, frame, wait);
  model.set("STOP_LINK", frame.site_url + "/notify/stop?t=" + wait.token.reveal());
  return {"It is back in stock", templates.render("mail/stock_news.txt", model),
          templates.render("mail/stock_news", model)};
}

}  // namespace views
