#include "views/plan_view.h"

#include "render/model.h"

namespace views {
namespace {

using base::to_date_text;
using base::to_text;

// How it stands, in a sentence.
std::string standing(const payment::Subscribed& s, base::Instant now) {
  if (s.is_over) {
    return s.entitled_until && *s.entitled_until > now
               ? "Ended; yours until " + to_date_text(*s.entitled_until) + "."
               : std::string{"Ended."};
  }
  if (s.grace_until)
    return "The last payment failed. We try again; the plan goes on until " +
           to_date_text(*s.grace_until) + ".";
  if (s.ends && s.period_end) return "Ends on " + to_date_text(*s.period_end) + ".";
  if (s.ends) return "Ends with the period that is paid for.";
  if (s.entitled_until) return "Renews on " + to_date_text(*s.entitled_until) + ".";
  return "The first payment is on its way.";
}

mailing::Letter letter(const render::Templates& templates, const std::string& name,
                       const std::string& subject, const MailFrame& frame,
                       const payment::PlanMail& mail) {
  render::Model model;
  model.set("SITE_NAME", frame.site_name).set("SITE_URL", frame.site_url);
  model.set("POSTAL_ADDRESS", frame.postal_address);
  model.set("PLAN", mail.name).set("PLANS_URL", frame.site_url + "/account/plans");
  if (name == "plan_unpaid")
    model.set("AMOUNT", to_text(mail.due))
        .set("UNTIL", mail.until ? to_date_text(*mail.until) : std::string{});
  return {subject, templates.render("mail/" + name + ".txt", model),
          templates.render("mail/" + name, model)};
}

}  // namespace

std::string every_text(const std::string& every) {
  return every == "year" ? "a year" : "a month";
}

std::string plans_page(const render::Templates& templates, const Layout& layout,
                       const PlansView& view) {
  render::Model model;
  Head head;
  head.title = "Support plans";
  fill_layout(model, layout, head);
  model.rows("NOTICE");
  if (view.notice)
    model.row("NOTICE")
        .set("NOTICE_TITLE", view.notice->title)
        .set("NOTICE_TEXT", view.notice->text);
  model.show_if("NONE", view.subscribed.empty()).show_if("NO_OFFERS", view.offered.empty());
  model.rows("SUBSCRIBED");
  for (const auto& s : view.subscribed) {
    auto& row = model.row("SUBSCRIBED");
    row.set("PLAN_NAME", s.name)
        .set("PLAN_PRICE", to_text(s.price) + " " + every_text(s.every))
        .set("STANDING", standing(s, view.now));
    row.rows("CAN_PAY");
    if (!s.is_over && s.grace_until) row.row("CAN_PAY").set("PAY_ID", s.id.raw());
    row.rows("CAN_END");
    if (!s.is_over && !s.ends)
      row.row("CAN_END").set("CSRF", view.token).set("END_ID", s.id.raw()).set("END_NAME", s.name);
  }
  model.rows("OFFERED");
  for (const auto& p : view.offered)
    model.row("OFFERED")
        .set("CSRF", view.token)
        .set("PLAN_CODE", p.code)
        .set("PLAN_NAME", p.name)
        .set("PLAN_ABOUT", p.about)
        .set("PLAN_PRICE", to_text(p.price) + " " + every_text(p.every));
  return templates.render("shop/account_plans", model);
}

mailing::Letter plan_unpaid_mail(const render::Templates& templates, const MailFrame& frame,
                                 const payment::PlanMail& mail) {
  return letter(templates, "plan_unpaid", "A payment for " + mail.name + " failed", frame, mail);
}

mailing::Letter plan_ended_mail(const render::Templates& templates, const MailFrame& frame,
                                const payment::PlanMail& mail) {
  return letter(templates, "plan_ended", mail.name + " has ended", frame, mail);
}

}  // namespace views
