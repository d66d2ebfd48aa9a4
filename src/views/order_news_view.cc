#include "views/order_news_view.h"

#include "base/error.h"
#include "base/text.h"
#include "render/model.h"

namespace views {
namespace {

using base::to_text;

void fill_frame(render::Model& model, const MailFrame& frame, const order::Summary& summary) {
  BASE_CHECK(summary.number && summary.token);
  model.set("SITE_NAME", frame.site_name).set("SITE_URL", frame.site_url);
  model.set("POSTAL_ADDRESS", frame.postal_address);
}

void set_tracking(render::Model& model, const MailFrame& frame, const order::Summary& summary) {
  model.set("TRACKING_URL", frame.site_url + "/orders/" + base::percent_encoded(*summary.number) +
                                "?t=" + base::percent_encoded(*summary.token));
}

std::string pay_url(const MailFrame& frame, const order::Summary& summary) {
  return frame.site_url + "/orders/" + base::percent_encoded(*summary.number) +
         "/pay?t=" + base::percent_encoded(*summary.token);
}

mailing::Letter letter(const render::Templates& templates, const std::string& name,
                       const std::string& subject, const render::Model& model) {
  return {subject, templates.render("mail/" + name + ".txt", model),
          templates.render("mail/" + name, model)};
}

std::string way_back(const std::string& destination) {
  if (destination == "card") return "to the card you paid with";
  if (destination == "tender") return "to the gift card or credit you paid with";
  if (destination == "store_credit") return "as store credit";
  return "the way you paid";
}

void fill_return(render::Model& model, const MailFrame& frame, const ReturnMail& mail) {
  fill_frame(model, frame, mail.summary);
  model.set("NUMBER", *mail.summary.number).set("RETURN", mail.back.row.number).rows("LINES");
  for (const auto& line : mail.back.lines)
    model.row("LINES")
        .set("LINE_UNITS", line.units)
        .set("LINE_TITLE", line.title)
        .set("LINE_REASON", return_reason_text(line.reason));
}

}  // namespace

mailing::Letter parcel_shipped_mail(const render::Templates& templates, const MailFrame& frame,
                                    const ParcelMail& mail) {
  render::Model model;
  fill_frame(model, frame, mail.summary);
  set_tracking(model, frame, mail.summary);
  model.set("NUMBER", *mail.summary.number);
  model.set("CARRIER", mail.parcel.carrier).set("TRACKING", mail.parcel.tracking);
  for (const auto& line : mail.lines) {
    auto& row = model.row("LINES");
    row.set("LINE_UNITS", line.units).set("LINE_SKU", line.sku).set("LINE_TITLE", line.title);
  }
  model.show_if("MORE_TO_COME", !mail.is_last);
  return letter(templates, "parcel_shipped",
                "A parcel of order " + *mail.summary.number + " is on its way", model);
}

mailing::Letter order_cancelled_mail(const render::Templates& templates, const MailFrame& frame,
                                     const CancelMail& mail) {
  render::Model model;
  fill_frame(model, frame, mail.summary);
  set_tracking(model, frame, mail.summary);
  model.rows("LINES");
  for (const auto& share : mail.shares) {
    if (share.share != "goods") continue;
    model.row("LINES").set("LINE_UNITS", share.units).set("LINE_TITLE", share.title);
  }
  model.set("GRANTED", mail.total.is_zero() ? std::string{} : to_text(mail.total));
  const bool whole = mail.summary.state == order::to_word(order::State::Cancelled);
  model.set("HEADING", whole ? "Your order " + *mail.summary.number + " is cancelled."
                             : "Part of your order " + *mail.summary.number + " is cancelled.");
  return letter(templates, "order_cancelled",
                (whole ? "Order " : "Part of order ") + *mail.summary.number + " is cancelled",
                model);
}

mailing::Letter order_changed_mail(const render::Templates& templates, const MailFrame& frame,
                                   const ChangeMail& mail) {
  render::Model model;
  fill_frame(model, frame, mail.summary);
  set_tracking(model, frame, mail.summary);
  model.set("NUMBER", *mail.summary.number).set("TOTAL", to_text(mail.summary.total));
  model.rows("ADDED");
  for (const auto& line : mail.added)
    model.row("ADDED")
        .set("LINE_UNITS", line.units)
        .set("LINE_TITLE", line.title)
        .set("LINE_TOTAL", to_text(line.total));
  model.rows("GONE");
  for (const auto& share : mail.shares)
    if (share.share == "goods")
      model.row("GONE").set("LINE_UNITS", share.units).set("LINE_TITLE", share.title);
  model.rows("DUE");
  if (mail.asked > base::Money{})
    model.row("DUE")
        .set("AMOUNT", to_text(mail.asked))
        .set("PAY_URL", pay_url(frame, mail.summary));
  return letter(templates, "order_changed", "Your order " + *mail.summary.number + " has changed",
                model);
}

mailing::Letter payment_link_mail(const render::Templates& templates, const MailFrame& frame,
                                  const LinkMail& mail) {
  render::Model model;
  fill_frame(model, frame, mail.summary);
  set_tracking(model, frame, mail.summary);
  model.set("NUMBER", *mail.summary.number)
      .set("AMOUNT", to_text(mail.asked))
      .set("PAY_URL", pay_url(frame, mail.summary));
  return letter(templates, "payment_link", "Paying order " + *mail.summary.number, model);
}

mailing::Letter return_answered_mail(const render::Templates& templates, const MailFrame& frame,
                                     const ReturnMail& mail) {
  render::Model model;
  fill_return(model, frame, mail);
  set_tracking(model, frame, mail.summary);
  const bool refused = mail.back.row.state == "refused";
  model.set("ANSWER", mail.back.row.answer)
      .show_if("APPROVED", !refused)
      .show_if("REFUSED", refused);
  return letter(templates, "return_answered",
                refused ? "Your return of order " + *mail.summary.number
                        : "Your return " + mail.back.row.number + " is approved",
                model);
}

mailing::Letter staff_return_mail(const render::Templates& templates, const MailFrame& frame,
                                  const ReturnMail& mail) {
  render::Model model;
  fill_return(model, frame, mail);
  model.set("NOTE", mail.back.row.reason);
  return letter(templates, "staff_return",
                "A return of order " + *mail.summary.number + " is asked for", model);
}

mailing::Letter refund_sent_mail(const render::Templates& templates, const MailFrame& frame,
                                 const RefundMail& mail) {
  render::Model model;
  fill_frame(model, frame, mail.summary);
  set_tracking(model, frame, mail.summary);
  model.set("NUMBER", *mail.summary.number)
      .set("AMOUNT", to_text(mail.send.amount))
      .set("WAY", way_back(mail.send.destination));
  return letter(templates, "refund_sent", "A refund for order " + *mail.summary.number, model);
}

mailing::Letter staff_refund_failed_mail(const render::Templates& templates, const MailFrame& frame,
                                         const RefundMail& mail) {
  render::Model model;
  fill_frame(model, frame, mail.summary);
  model.set("NUMBER", *mail.summary.number)
      .set("AMOUNT", to_text(mail.send.amount))
      .set("REASON", mail.send.failure);
  return letter(templates, "staff_refund_failed",
                "A refund for order " + *mail.summary.number + " failed", model);
}

}  // namespace views
