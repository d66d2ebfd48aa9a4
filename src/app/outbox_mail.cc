#include "app/faults.h"
#include "app/outbox_handlers.h"
#include "base/json.h"
#include "payment/offline.h"
#include "payment/tasks.h"
#include "views/payment_mail_view.h"

namespace app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// As contracts/mail.md has it for 4xx: 5 minutes, 15, 60, 4 hours, 12 hours; two days in all.
const RetryRules kMailRules{{minutes{5}, minutes{15}, minutes{60}, hours{4}, hours{12}}, hours{48}};

base::OrderId order_of(const store::OutboxRow& row) {
  return base::OrderId{base::Json::parse(row.payload.text).at("order").integer()};
}

// Of several addresses none was taken: what becomes of the row. An alarm is about us, not about
// them; and while one may yet be taken, the row is tried again.
Outcome::Kind graver(Outcome::Kind a, Outcome::Kind b) {
  using Kind = Outcome::Kind;
  if (a == Kind::Alarm || b == Kind::Alarm) return Kind::Alarm;
  return a == Kind::Later || b == Kind::Later ? Kind::Later : Kind::Failed;
}

}  // namespace

Outcome MailLane::outcome_of(const net::Delivery& delivery) {
  using Kind = net::Delivery::Kind;
  switch (delivery.kind) {
    case Kind::Sent:
      return {Outcome::Kind::Done};
    case Kind::Later:
      return {Outcome::Kind::Later, delivery.detail};
    case Kind::BadAddress:
    case Kind::BadContent:
      return {Outcome::Kind::Failed, delivery.detail};
    case Kind::Alarm:
      break;
  }
  return {Outcome::Kind::Alarm, delivery.detail};
}

MailLane::MailLane(const base::Config& config, const store::DbOptions& database,
                   const render::Templates& templates, net::MailerOptions server)
    : OutboxLane{"mail", kMailRules, database},
      templates_{templates},
      frame_{config.site.url, config.site.name, config.mail.postal_address},
      sender_{mailing::sender(config)},
      staff_{config.staff.mail},
      mailer_{std::move(server)} {
  add_order_mails();
  add_order_news();
  handle("mail.gift_card",
         [this](const store::OutboxRow& row, base::Instant now) { return gift_card(row, now); });
  add_stock_waits();
  add_newsletter();
  add_certificates();
  add_staff_faults();
  add_staff_shipping();
  add_staff_enquiry();
  add_account_news();
  handle("mail.account_link",
         [this](const store::OutboxRow& row, base::Instant now) { return account_link(row, now); });
  add_staff_payment();
  add_plan_news();
  handle("mail.quote",
         [this](const store::OutboxRow& row, base::Instant now) { return quote(row, now); });
}

void MailLane::add(const char* kind, To to, Prepare prepare) {
  handle(kind,
         [this, to, prepare = std::move(prepare)](const store::OutboxRow& row, base::Instant now) {
           return mail(row, to, prepare, now);
         });
}

// The mails that an order gets once.
void MailLane::add_order_mails() {
  const auto once = [this](const char* kind, To to, Write write) {
    add(kind, to, [this, write](const store::OutboxRow& row) -> std::optional<Prepared> {
      const auto id = order_of(row);
      const auto order = find(id, row.kind);
      if (!order) return std::nullopt;
      return Prepared{{id, ""}, order->summary.email, write(templates_, frame_, *order)};
    });
  };
  once("mail.order_confirmation", To::Shopper, views::order_confirmation_mail);
  once("mail.payment_received", To::Shopper, views::payment_received_mail);
  once("mail.payment_failed", To::Shopper, views::payment_failed_mail);
  once("mail.staff_attention", To::Staff, views::staff_attention_mail);
}

// The rules that did not hold, as the nightly proof kept them, or what looks like an attack.
void MailLane::add_staff_faults() {
  add("mail.staff_faults", To::Staff,
      [this](const store::OutboxRow& row) -> std::optional<Prepared> {
        const FaultReportId id{base::Json::parse(row.payload.text).at("report").integer()};
        const auto found =
            db().snapshot("outbox_mail", [&](store::Tx& tx) { return fault_report(tx, id); });
        if (!found) return std::nullopt;
        const auto write = found->is_alarm ? views::staff_alarm_mail : views::staff_faults_mail;
        return Prepared{{}, "", write(templates_, frame_, found->faults)};
      });
}

// What a shopper wants shipped where no table has a price, while nobody has answered.
void MailLane::add_staff_shipping() {
  add("mail.staff_shipping", To::Staff,
      [this](const store::OutboxRow& row) -> std::optional<Prepared> {
        const base::ShippingRequestId id{
            base::Json::parse(row.payload.text).at("request").integer()};
        const auto mail = db().snapshot(
            "outbox_mail", [&](store::Tx& tx) -> std::optional<views::ShippingRequestMail> {
              const auto found = order::find_shipping_request(tx, id);
              if (!found) return std::nullopt;
              return views::ShippingRequestMail{*found, order::requested_lines(tx, id)};
            });
        if (!mail) return std::nullopt;
        return Prepared{{}, "", views::staff_shipping_mail(templates_, frame_, *mail)};
      });
}

// Something about a payment that staff are to look at, unless it has ended by itself.
void MailLane::add_staff_payment() {
  add("mail.staff_payment", To::Staff,
      [this](const store::OutboxRow& row) -> std::optional<Prepared> {
        const payment::TaskId id{base::Json::parse(row.payload.text).at("task").integer()};
        const auto task =
            db().snapshot("outbox_mail", [&](store::Tx& tx) { return payment::find_task(tx, id); });
        if (!task || task->done_at) return std::nullopt;
        return Prepared{{}, "", views::staff_payment_mail(templates_, frame_, *task)};
      });
}

// What the mail shows; nothing when it was sent already, or when there is nothing to say any more.
std::optional<views::OrderMail> MailLane::find(base::OrderId order, const std::string& kind) {
  return db().snapshot("outbox_mail", [&](store::Tx& tx) -> std::optional<views::OrderMail> {
    auto summary = order::find(tx, order);
    if (!summary || mailing::is_sent(tx, {order, ""}, kind)) return std::nullopt;
    const bool waits = summary->state == order::to_word(order::State::NeedsAttention);
    if (kind == "mail.staff_attention" && !waits) return std::nullopt;
    auto how = payment::instructions(tx, summary->terms);
    return views::OrderMail{*std::move(summary), order::lines(tx, order), order::address(tx, order),
                            std::move(how)};
  });
}

Outcome MailLane::mail(const store::OutboxRow& row, To to, const Prepare& prepare,
                       base::Instant now) {
  const auto prepared = prepare(row);
  if (!prepared) return {Outcome::Kind::Done, "nothing to send"};
  const auto recipients = to == To::Staff ? staff_ : std::vector<std::string>{prepared->shopper};
  // No alarm: that would stop the shoppers' mails too.
  if (recipients.empty()) return {Outcome::Kind::Later, "staff.mail is not set"};
  std::string taken;
  Outcome untaken{Outcome::Kind::Failed};
  std::string why;
  for (std::size_t i = 0; i < recipients.size(); ++i) {
    const auto message = mailing::message(row, sender_, recipients[i], prepared->letter, now);
    const auto outcome = outcome_of(mailer_.send(message, sender_.from.address));
    if (outcome.kind == Outcome::Kind::Done) {
      taken += (taken.empty() ? "" : ", ") + recipients[i];
      continue;
    }
    untaken.kind = graver(untaken.kind, outcome.kind);
    // By its place in the list: an address has none in a log.
    if (recipients.size() > 1)
      why += (why.empty() ? "" : "; ") + std::to_string(i + 1) + " of " +
             std::to_string(recipients.size()) + ": ";
    why += outcome.why;
    if (outcome.kind == Outcome::Kind::Alarm) break;
  }
  untaken.why = why;
  if (taken.empty()) return untaken;
  // One was told: to try the others again would tell that one twice.
  return {Outcome::Kind::Done, why,
          [row, about = prepared->about, taken, name = mailing::message_id(row, sender_),
           now](store::Tx& tx) { mailing::record(tx, row, about, taken, name, now); }};
}

}  // namespace app
