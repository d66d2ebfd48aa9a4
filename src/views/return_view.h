#pragma once
#include <string>
#include <vector>

#include "base/fields.h"
#include "mailing/mailing.h"
#include "order/read.h"
#include "order/returns.h"
#include "render/templates.h"
#include "views/layout.h"
#include "views/mail_view.h"

// Returns as buyers see them: the form of an order's page, what became of them there, and the
// mails.
namespace views {

// Fields of a line of the form, by its position: "units-2", "reason-2".
std::string return_units_field(int position);
std::string return_reason_field(int position);
inline constexpr int kMostReturnNote = 1000;

// GET /orders/<number>/return: units and a reason for each line, and a note.
struct ReturnForm {
  std::string number;
  std::string path;        // where it is sent to
  std::string order_path;  // the page it came from
  std::vector<order::Returnable> lines;
  base::Fields typed{};
  base::FieldErrors errors{};
};
std::string return_form_page(const render::Templates& templates, const Layout& layout,
                             const ReturnForm& form);

// A return on the page of its order.
struct ReturnOfOrder {
  order::ReturnRow row;
  std::vector<order::ReturnLineRow> lines;
};
// Fills the card of returns there: what can be sent back by `path` ("": nothing can), and what was
// asked for; the address that approved ones go to.
void fill_returns(render::Model& model, const std::string& path, const std::string& until,
                  const std::vector<ReturnOfOrder>& returns, const std::string& send_to);

struct ReturnMail {
  order::Summary summary;
  ReturnOfOrder back;
};
// To the buyer: approved, with where it goes, or refused, with why.
mailing::Letter return_answered_mail(const render::Templates& templates, const MailFrame& frame,
                                     const ReturnMail& mail);
// To staff: what a buyer wants to send back, and how to answer.
mailing::Letter staff_return_mail(const render::Templates& templates, const MailFrame& frame,
                                  const ReturnMail& mail);

}  // namespace views
