#include "views/payment_mail_view.h"

#include "render/model.h"

namespace views {
namespace {

const char* heading(const std::string& kind) {
  if (kind == "fraud_warning") return "A card's issuer suspects fraud.";
  if (kind == "review") return "A payment is to be reviewed.";
  if (kind == "dispute") return "A payment is disputed.";
  if (kind == "payout_failed") return "A payout failed.";
  if (kind == "unknown_payment") return "A payment belongs to no order.";
  if (kind == "invoice") return "An invoice for a plan is in trouble.";
  return "Our books differ from Stripe's.";
}

}  // namespace

mailing::Letter staff_payment_mail(const render::Templates& templates, const MailFrame& frame,
                                   const payment::Task& task) {
  render::Model model;
  model.set("SITE_NAME", frame.site_name).set("SITE_URL", frame.site_url);
  model.set("POSTAL_ADDRESS", frame.postal_address);
  model.set("HEADING", heading(task.kind)).set("SAID", task.said);
  model.set("SUBJECT", task.subject).set("TASK", task.id.raw());
  model.set("DUE", task.due_at ? base::to_iso8601(*task.due_at) : std::string{});
  model.rows("ORDER");
  if (task.number) model.row("ORDER").set("NUMBER", *task.number);
  return {task.number ? "Order " + *task.number + ": the payment wants a look"
                      : std::string{"A payment wants a look"},
          templates.render("mail/staff_payment.txt", model),
          templates.render("mail/staff_payment", model)};
}

}  // namespace views
