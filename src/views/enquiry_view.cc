#include "views/enquiry_view.h"

#include <array>

#include "views/fields.h"
#include "views/form_errors.h"

namespace views {
namespace {

constexpr std::array kFields{
    TextField{"email", "E-mail", "email", "email", "Our answer goes there.", 254, true},
    TextField{"name", "Full name", "text", "name", "", 60, true},
    TextField{"company", "Company", "text", "organization", "", 60, false}};

}  // namespace

std::string enquiry_page(const render::Templates& templates, const Layout& layout,
                         const EnquiryView& view) {
  render::Model model;
  const bool about_goods = !view.goods.empty();
  Head head;
  head.title = about_goods ? "Ask for a quote" : "Contact";
  if (!view.errors.empty()) head.title = "Error: " + head.title;
  fill_layout(model, layout, head);
  base::Fields labels{{"message", "Message"}, {"units", "Units"}};
  add_labels(labels, kFields);
  fill_form_errors(model, view.errors, labels);
  fill_captcha(model, view.captcha);
  model.set("TITLE", about_goods ? "Ask for a quote" : "Contact us")
      .show_if("ABOUT_GOODS", about_goods)
      .show_if("ABOUT_ANYTHING", !about_goods)
      .show_if("OF_SKU", !view.sku.empty())
      .show_if("OF_CART", view.of_cart)
      .set("SKU", view.sku)
      .set("UNITS", view.typed.find("units") != nullptr ? view.typed.value("units") : "1")
      .set("UNITS_ERROR", view.errors.value("units"))
      .set("MESSAGE", view.typed.value("message"))
      .set("MESSAGE_ERROR", view.errors.value("message"))
      .rows("GOODS")
      .rows("FIELDS");
  for (const auto& one : view.goods)
    model.row("GOODS")
        .set("GOODS_TITLE", one.title)
        .set("GOODS_PATH", one.path)
        .set("GOODS_UNITS", units_text(one.units));
  for (const auto& field : kFields) fill_field(model.row("FIELDS"), field, view.typed, view.errors);
  return templates.render("shop/contact", model);
}

std::string enquiry_sent_page(const render::Templates& templates, const Layout& layout) {
  render::Model model;
  Head head;
  head.title = "Sent";
  fill_layout(model, layout, head);
  return templates.render("shop/contact_sent", model);
}

mailing::Letter staff_enquiry_mail(const render::Templates& templates, const MailFrame& frame,
                                   const order::Enquiry& enquiry,
                                   const std::vector<order::EnquiredLine>& lines) {
  render::Model model;
  fill_frame(model, frame);
  model.set("ENQUIRY", enquiry.id.raw())
      .set("EMAIL", enquiry.email)
      .set("NAME", enquiry.name)
      .set("COMPANY", enquiry.company)
      .set("MESSAGE", enquiry.message)
      .rows("LINES");
  for (const auto& line : lines)
    model.row("LINES")
        .set("LINE_UNITS", line.units)
        .set("LINE_SKU", line.sku)
        .set("LINE_TITLE", line.title);
  return {"Enquiry " + std::to_string(enquiry.id.raw()) + " wants an answer",
          templates.render("mail/staff_enquiry.txt", model),
          templates.render("mail/staff_enquiry", model)};
}

}  // namespace views
