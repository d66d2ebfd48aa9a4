#include "views/mail_view.h"

#include "base/error.h"
#include "base/text.h"
#include "order/terms.h"
#include "render/model.h"
#include "views/checkout_view.h"
#include "views/layout.h"

namespace views {

void fill_frame(render::Model& model, const MailFrame& frame) {
  model.set("SITE_NAME", frame.site_name).set("SITE_URL", frame.site_url);
  model.set("POSTAL_ADDRESS", frame.postal_address);
}

namespace {

using base::to_text;

// The lines by what they are, without prices.
void fill_items(render::Model& model, const OrderMail& order) {
  for (const auto& line : order.lines) {
    auto& row = model.row("LINES");
    row.set("LINE_UNITS", line.units).set("LINE_SKU", line.sku).set("LINE_TITLE", line.title);
  }
}

void fill_order(render::Model& model, const MailFrame& frame, const OrderMail& order) {
  const auto& summary = order.summary;
  BASE_CHECK(summary.number && summary.token && summary.placed_at);
  model.set("NUMBER", *summary.number).set("PLACED", base::to_date_text(*summary.placed_at));
  model.set("TRACKING_URL", frame.site_url + "/orders/" + base::percent_encoded(*summary.number) +
                                "?t=" + base::percent_encoded(*summary.token));
  model.rows("LINES");
  for (const auto& line : order.lines) {
    auto& row = model.row("LINES");
    row.set("LINE_TITLE", line.title).set("LINE_MPN", line.mpn).set("LINE_SKU", line.sku);
    row.set("LINE_CONDITION", condition_text(line.condition));
    row.set("LINE_UNITS", line.units).set("LINE_PRICE", to_text(line.unit_price));
    row.set("LINE_TOTAL", to_text(line.total));
  }
  model.set("SUBTOTAL", to_text(summary.subtotal));
  model.set("DISCOUNT",
            summary.discount.is_zero() ? std::string{} : to_text(base::Money{} - summary.discount));
  model.set("SHIPPING", to_text(summary.shipping)).set("TAX", to_text(summary.tax));
  model.set("TOTAL", to_text(summary.total));
  const auto tender = summary.total - summary.due;
  model.set("GIFT_CARDS", tender.is_zero() ? std::string{} : to_text(base::Money{} - tender))
      .set("BY_CARD", summary.due.is_zero() ? std::string{} : to_text(summary.due));
  model.set("METHOD", summary.shipping_method_name);
  model.set("METHOD_DAYS", days_text(summary.min_days, summary.max_days));
  for (const auto& text : address_lines(order.address)) {
    model.row("ADDRESS").set("ADDRESS_LINE", text);
  }
}

mailing::Letter letter(const render::Templates& templates, const std::string& name,
                       const std::string& subject, const render::Model& model) {
  return {subject, templates.render("mail/" + name + ".txt", model),
          templates.render("mail/" + name, model)};
}

}  // namespace

namespace {

// What is to be paid later, and how.
void fill_due(render::Model& model, const OrderMail& order) {
  const auto& summary = order.summary;
  const bool due = !summary.terms.empty() && summary.balance > base::Money{};
  model.show_if("PAYMENT_DUE", due)
      .set("DUE_AMOUNT", to_text(summary.balance))
      .set("DUE_TERMS", order::terms_text(summary.terms))
      .set("DUE_UNTIL",
           summary.payment_due_at ? base::to_date_text(*summary.payment_due_at) : std::string{})
      .set("DUE_PO_NUMBER", summary.po_number)
      .set("DUE_HOW", order.instructions);
}

}  // namespace

mailing::Letter order_confirmation_mail(const render::Templates& templates, const MailFrame& frame,
                                        const OrderMail& order) {
  render::Model model;
  fill_frame(model, frame);
  fill_order(model, frame, order);
  fill_due(model, order);
  return letter(templates, "order_confirmation", "Your order " + *order.summary.number, model);
}

mailing::Letter payment_received_mail(const render::Templates& templates, const MailFrame& frame,
                                      const OrderMail& order) {
  render::Model model;
  fill_frame(model, frame);
  fill_order(model, frame, order);
  return letter(templates, "payment_received",
                "Payment received for order " + *order.summary.number, model);
}

mailing::Letter payment_failed_mail(const render::Templates& templates, const MailFrame& frame,
                                    const OrderMail& order) {
  render::Model model;
  fill_frame(model, frame);
  fill_items(model, order);
  return letter(templates, "payment_failed", "Your payment did not go through", model);
}

mailing::Letter staff_attention_mail(const render::Templates& templates, const MailFrame& frame,
                                     const OrderMail& order) {
  const auto& summary = order.summary;
  BASE_CHECK(summary.number && summary.placed_at);
  render::Model model;
  fill_frame(model, frame);
  model.set("NUMBER", *summary.number).set("REASON", summary.attention);
  model.set("PLACED", base::to_iso8601(*summary.placed_at)).set("TOTAL", to_text(summary.total));
  fill_items(model, order);
  return letter(templates, "staff_attention", "Order " + *summary.number + " needs attention",
                model);
}

mailing::Letter gift_card_mail(const render::Templates& templates, const MailFrame& frame,
                               const tender::CardMail& card) {
  render::Model model;
  fill_frame(model, frame);
  model.set("CODE", card.code.reveal()).set("AMOUNT", to_text(card.amount));
  model.set("EXPIRES", card.expires_at ? base::to_date_text(*card.expires_at) : std::string{});
  return letter(templates, "gift_card", "Your gift card from " + frame.site_name, model);
}

namespace {

struct StaffNews {
  std::string lead;
  std::string more;
  std::string look;
  std::string command;
};

mailing::Letter staff_news(const render::Templates& templates, const MailFrame& frame,
                           const StaffNews& news, const std::vector<std::string>& sentences,
                           const std::string& subject) {
  BASE_CHECK(!sentences.empty());
  render::Model model;
  fill_frame(model, frame);
  model.set("LEAD", news.lead).set("MORE", news.more);
  model.set("LOOK", news.look).set("COMMAND", news.command);
  model.rows("FAULTS");
  for (const auto& sentence : sentences) model.row("FAULTS").set("FAULT", sentence);
  return letter(templates, "staff_faults", subject, model);
}

}  // namespace

mailing::Letter staff_faults_mail(const render::Templates& templates, const MailFrame& frame,
                                  const std::vector<std::string>& faults) {
  const auto count =
      faults.size() == 1 ? std::string{"One rule"} : std::to_string(faults.size()) + " rules";
  return staff_news(templates, frame,
                    {count + " that must always hold did not hold last night.",
                     "Nothing was changed.", "Look again now", "gdsctl reconcile"},
                    faults, "Nightly proof: " + count + " broken");
}

mailing::Letter staff_alarm_mail(const render::Templates& templates, const MailFrame& frame,
                                 const std::vector<std::string>& signs) {
  return staff_news(
      templates, frame,
      {"Somebody tries many things at once.",
       "The limits hold; the next mail of this kind comes in an hour at the earliest.",
       "What was refused, in the logs of the pools", "grep what=refused"},
      signs, "Alarm: signs of an attack");
}

mailing::Letter staff_shipping_mail(const render::Templates& templates, const MailFrame& frame,
                                    const ShippingRequestMail& mail) {
  const auto& r = mail.request;
  render::Model model;
  fill_frame(model, frame);
  model.set("REQUEST", r.id.raw())
      .set("EMAIL", r.email)
      .set("PHONE", r.phone)
      .set("UNLOADING", r.unloading_text());
  for (const auto& text : address_lines(
           order::Address{r.name, r.company, r.line1, r.line2, r.city, r.state, r.zip, r.phone}))
    model.row("ADDRESS").set("ADDRESS_LINE", text);
  model.rows("LINES");
  for (const auto& line : mail.lines)
    model.row("LINES")
        .set("LINE_UNITS", line.units)
        .set("LINE_SKU", line.sku)
        .set("LINE_TITLE", line.title);
  return letter(templates, "staff_shipping",
                "Shipping request " + std::to_string(r.id.raw()) + " wants a price", model);
}

mailing::Letter quote_mail(const render::Templates& templates, const MailFrame& frame,
                           const QuoteMail& mail) {
  const auto& quote = mail.quote;
  const bool draft = quote.kind == order::to_word(order::QuoteKind::Draft);
  render::Model model;
  fill_frame(model, frame);
  model.set("NUMBER", quote.number)
      .set("NAME", quote.name)
      .set("NOTE", quote.note)
      .set("EXPIRES", base::to_date_text(quote.expires_at))
      .set("GOODS", to_text(quote.goods))
      .set("SHIPPING", quote.shipping ? to_text(*quote.shipping) : std::string{})
      .set("METHOD", quote.shipping_name.value_or(""))
      .set("TERMS", order::terms_text(quote.terms))
      .set("QUOTE_URL", frame.site_url + "/quotes/" + base::percent_encoded(quote.number) +
                            "?t=" + base::percent_encoded(quote.token))
      .show_if("IS_DRAFT", draft)
      .show_if("IS_QUOTE", !draft);
  model.rows("LINES");
  for (const auto& line : mail.lines)
    model.row("LINES")
        .set("LINE_TITLE", line.title)
        .set("LINE_MPN", line.mpn)
        .set("LINE_CONDITION", condition_text(line.condition))
        .set("LINE_UNITS", line.units)
        .set("LINE_PRICE", to_text(line.unit_price))
        .set("LINE_TOTAL", to_text(line.total()));
  return letter(templates, "quote",
                (draft ? "Your order is ready: " : "Your quote ") + quote.number, model);
}

}  // namespace views
