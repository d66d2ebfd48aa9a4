#pragma once
#include <string>
#include <vector>

#include "mailing/mailing.h"
#include "payment/subscriptions.h"
#include "views/account_view.h"
#include "views/mail_view.h"

// Support plans: the page of an account, and what is written about them.
namespace views {

// GET /account/plans. Posts csrf and plan to /checkout/subscribe, csrf and id to
// /account/plans/end.
struct PlansView {
  std::string token;
  std::optional<Notice> notice{};
  std::vector<payment::Subscribed> subscribed{};
  std::vector<payment::Plan> offered{};  // those that one has not got
  base::Instant now{};
};
std::string plans_page(const render::Templates& templates, const Layout& layout,
                       const PlansView& view);

// "a month", "a year".
std::string every_text(const std::string& every);

mailing::Letter plan_unpaid_mail(const render::Templates& templates, const MailFrame& frame,
                                 const payment::PlanMail& mail);
mailing::Letter plan_ended_mail(const render::Templates& templates, const MailFrame& frame,
                                const payment::PlanMail& mail);

}  // namespace views
