#include "views/return_view.h"

#include <array>

#include "base/error.h"
#include "base/text.h"
#include "views/form_errors.h"

namespace views {
namespace {

struct Reason {
  order::ReturnReason reason;
  const char* text;
};
constexpr std::array kReasons{
    Reason{order::ReturnReason::NotNeeded, "It does not suit us, or is not needed"},
    Reason{order::ReturnReason::Defective, "It does not work"},
    Reason{order::ReturnReason::Damaged, "It arrived broken"},
    Reason{order::ReturnReason::WrongItem, "It is not what was ordered"},
    Reason{order::ReturnReason::NotAsDescribed, "It is not what the page said"},
    Reason{order::ReturnReason::Late, "It came too late"},
    Reason{order::ReturnReason::Other, "Something else"},
};

std::string reason_text(std::string_view word) {
  const auto reason = order::parse_return_reason(word);
  for (const auto& known : kReasons)
    if (reason && known.reason == *reason) return known.text;
  return std::string{word};
}

// What a state means to who waits for it; with the address where there is something to send.
std::string state_text(const order::ReturnRow& row) {
  if (row.state == "requested") return "We look at it and answer by mail, mostly within a day.";
  if (row.state == "approved")
    return "Approved. Write the return number on the box and send it to:";
  if (row.state == "refused") return "We cannot take this back.";
  if (row.state == "received") return "It has come back and is being looked at.";
  return "It is done; what you get back stands in the history.";
}

std::string units_text(const order::ReturnLineRow& line) {
  return std::to_string(line.units) + " × " + line.title;
}

void fill_mail(render::Model& model, const MailFrame& frame, const ReturnMail& mail) {
  BASE_CHECK(mail.summary.number && mail.summary.token);
  fill_frame(model, frame);
  model.set("NUMBER", *mail.summary.number).set("RETURN", mail.back.row.number).rows("LINES");
  for (const auto& line : mail.back.lines)
    model.row("LINES")
        .set("LINE_UNITS", line.units)
        .set("LINE_TITLE", line.title)
        .set("LINE_REASON", reason_text(line.reason));
}

}  // namespace

std::string return_units_field(int position) {
  return "units-" + std::to_string(position);
}

std::string return_reason_field(int position) {
  return "reason-" + std::to_string(position);
}

std::string return_form_page(const render::Templates& templates, const Layout& layout,
                             const ReturnForm& form) {
  render::Model model;
  Head head;
  head.title = "Return of order " + form.number;
  if (!form.errors.empty()) head.title = "Error: " + head.title;
  fill_layout(model, layout, head);
  base::Fields labels{{"note", "Anything else"}};
  for (const auto& line : form.lines) {
    labels.add(return_units_field(line.position), "Units of " + line.title);
    labels.add(return_reason_field(line.position), "Reason for " + line.title);
  }
  fill_form_errors(model, form.errors, labels);
  model.set("NUMBER", form.number)
      .set("PATH", form.path)
      .set("ORDER_PATH", form.order_path)
      .set("NOTE", form.typed.value("note"))
      .set("NOTE_MOST", kMostReturnNote)
      .set("NOTE_ERROR", form.errors.value("note"))
      .rows("LINES");
  for (const auto& line : form.lines) {
    const auto units = return_units_field(line.position);
    const auto reason = return_reason_field(line.position);
    auto& row = model.row("LINES");
    row.set("LINE_TITLE", line.title)
        .set("LINE_SKU", line.sku)
        .set("LINE_MOST", line.units)
        .set("LINE_UNTIL", base::to_date_text(line.until))
        .set("UNITS_FIELD", units)
        .set("UNITS", form.typed.value(units))
        .set("UNITS_ERROR", form.errors.value(units))
        .set("REASON_FIELD", reason)
        .set("REASON_ERROR", form.errors.value(reason))
        .rows("REASONS");
    for (const auto& known : kReasons)
      row.row("REASONS")
          .set("REASON_VALUE", order::to_word(known.reason))
          .set("REASON_TEXT", known.text)
          .show_if("REASON_CHOSEN", form.typed.value(reason) == order::to_word(known.reason));
  }
  return templates.render("shop/return", model);
}

void fill_returns(render::Model& model, const std::string& path, const std::string& until,
                  const std::vector<ReturnOfOrder>& returns, const std::string& send_to) {
  model.show_if("RETURNS_CARD", !path.empty() || !returns.empty())
      .set("RETURN_PATH", path)
      .set("RETURN_UNTIL", until)
      .rows("RETURNS");
  for (const auto& one : returns) {
    auto& row = model.row("RETURNS");
    row.set("RETURN_NUMBER", one.row.number)
        .set("RETURN_SAYS", state_text(one.row))
        .set("RETURN_TO", one.row.state == "approved" ? send_to : std::string{})
        .set("RETURN_ANSWER", one.row.state == "refused" || one.row.state == "approved"
                                  ? one.row.answer
                                  : std::string{})
        .rows("RETURN_LINES");
    for (const auto& line : one.lines) row.row("RETURN_LINES").set("RETURN_LINE", units_text(line));
  }
}

mailing::Letter return_answered_mail(const render::Templates& templates, const MailFrame& frame,
                                     const ReturnMail& mail) {
  render::Model model;
  fill_mail(model, frame, mail);
  const bool refused = mail.back.row.state == "refused";
  model.set("ANSWER", mail.back.row.answer)
      .set("TRACKING_URL", frame.site_url + "/orders/" + *mail.summary.number +
                               "?t=" + base::percent_encoded(*mail.summary.token))
      .show_if("APPROVED", !refused)
      .show_if("REFUSED", refused);
  return {refused ? "Your return of order " + *mail.summary.number
                  : "Your return " + mail.back.row.number + " is approved",
          templates.render("mail/return_answered.txt", model),
          templates.render("mail/return_answered", model)};
}

mailing::Letter staff_return_mail(const render::Templates& templates, const MailFrame& frame,
                                  const ReturnMail& mail) {
  render::Model model;
  fill_mail(model, frame, mail);
  model.set("NOTE", mail.back.row.reason);
  return {"A return of order " + *mail.summary.number + " is asked for",
          templates.render("mail/staff_return.txt", model),
          templates.render("mail/staff_return", model)};
}

}  // namespace views
