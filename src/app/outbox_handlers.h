#pragma once
#include <memory>
#include <vector>

#include "app/outbox_lane.h"
#include "base/config.h"
#include "mailing/mailing.h"
#include "net/mailer.h"
#include "render/templates.h"
#include "stripe/bodies.h"
#include "stripe/client.h"
#include "views/mail_view.h"

// Every kind of outbox row and what does it. Payloads hold ids only: {"order": 17}, {"attempt": 4}
// or {"card": 9}; what a mail says is read when it is sent.
namespace app {

// mail.order_confirmation, mail.payment_received, mail.staff_attention, mail.gift_card.
class MailLane : public OutboxLane {
 public:
  MailLane(const base::Config& config, const store::DbOptions& database,
           const render::Templates& templates, net::MailerOptions server);

 private:
  using Write = mailing::Letter (*)(const render::Templates&, const views::MailFrame&,
                                    const views::OrderMail&);
  enum class To { Shopper, Staff };
  Outcome mail(const store::OutboxRow& row, To to, Write write, base::Instant now);
  Outcome gift_card(const store::OutboxRow& row, base::Instant now);
  static Outcome outcome_of(const net::Delivery& delivery);
  std::optional<views::OrderMail> find(base::OrderId order, const std::string& kind);

  const render::Templates& templates_;
  views::MailFrame frame_;
  mailing::Sender sender_;
  std::vector<std::string> staff_;
  net::Mailer mailer_;
};

// stripe.tax_transaction, stripe.delete_coupon.
class StripeLane : public OutboxLane {
 public:
  StripeLane(const store::DbOptions& database, stripe::Client client, base::Config::Ship ship_from);

 private:
  Outcome tax_transaction(const store::OutboxRow& row);
  Outcome tax_transaction_anew(base::OrderId order, stripe::TaxTransactionAsk ask);
  Outcome delete_coupon(const store::OutboxRow& row);
  stripe::Client client_;
  base::Config::Ship ship_from_;
};

// The lanes that this configuration can serve; rows of the others wait (no smtp.host, no key).
std::vector<std::unique_ptr<OutboxLane>> outbox_lanes(const base::Config& config,
                                                      const store::DbOptions& database,
                                                      const render::Templates& templates,
                                                      base::Log& log);

}  // namespace app
