#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/outbox_lane.h"
#include "base/config.h"
#include "mailing/mailing.h"
#include "net/http_client.h"
#include "net/mailer.h"
#include "payment/payment.h"
#include "payment/tax_told.h"
#include "render/templates.h"
#include "stripe/bodies.h"
#include "stripe/client.h"
#include "views/account_mail_view.h"
#include "views/mail_view.h"

// Every kind of outbox row and what does it. Payloads hold ids only: {"order": 17}, {"attempt": 4},
// {"card": 9}, {"quote": 3}, {"proof": 5}, {"user": 2}, {"wait": 8}, {"subscriber": 3} or
// {"certificate": 6}; what a mail says is read when it is sent.
namespace app {

// mail.order_confirmation, mail.payment_received, mail.payment_failed, mail.staff_attention,
// mail.gift_card, mail.quote, mail.certificate, mail.stock_question, mail.stock_news,
// mail.newsletter_question, mail.newsletter_welcome, mail.staff_faults, mail.account_link,
// mail.account_news, of payments mail.staff_payment, of plans mail.plan_unpaid and mail.plan_ended,
// and of placed orders mail.parcel_shipped, mail.order_cancelled, mail.order_changed,
// mail.payment_link, mail.refund_sent, mail.staff_refund_failed,
// mail.return_answered, mail.staff_return.
class MailLane : public OutboxLane {
 public:
  MailLane(const base::Config& config, const store::DbOptions& database,
           const render::Templates& templates, net::MailerOptions server);

 private:
  using Write = mailing::Letter (*)(const render::Templates&, const views::MailFrame&,
                                    const views::OrderMail&);
  enum class To { Shopper, Staff };
  // A mail ready to go; nothing when it was sent already, or when there is nothing to say any more.
  struct Prepared {
    mailing::About about;
    std::string shopper;  // the address of To::Shopper
    mailing::Letter letter;
  };
  using Prepare = std::function<std::optional<Prepared>(const store::OutboxRow&)>;
  void add(const char* kind, To to, Prepare prepare);
  void add_order_mails();
  void add_order_news();
  void add_staff_faults();
  void add_staff_shipping();
  void add_staff_enquiry();
  void add_account_news();
  void add_staff_payment();
  void add_stock_waits();
  void add_newsletter();
  void add_certificates();
  Outcome stock_question(const store::OutboxRow& row, base::Instant now);
  Outcome stock_news(const store::OutboxRow& row, base::Instant now);
  // A mail whose link is drawn at each try, and which so is another message each time.
  Outcome send_anew(const store::OutboxRow& row, const std::string& to,
                    const mailing::Letter& letter, base::Instant now);
  void add_plan_news();
  Outcome mail(const store::OutboxRow& row, To to, const Prepare& prepare, base::Instant now);
  Outcome gift_card(const store::OutboxRow& row, base::Instant now);
  Outcome quote(const store::OutboxRow& row, base::Instant now);
  Outcome account_link(const store::OutboxRow& row, base::Instant now);
  static Outcome outcome_of(const net::Delivery& delivery);
  std::optional<views::OrderMail> find(base::OrderId order, const std::string& kind);

  const render::Templates& templates_;
  views::MailFrame frame_;
  mailing::Sender sender_;
  std::vector<std::string> staff_;
  net::Mailer mailer_;
};

// stripe.tax_transaction, stripe.tax_edit, stripe.tax_reversal, stripe.refund,
// stripe.delete_coupon, and what an event left to be asked for: stripe.refresh_session,
// stripe.refresh_refunds, stripe.refresh_dispute; what staff say to disputes: stripe.dispute;
// payment pages on which too many cards were declined: stripe.end_page; customers with an account:
// stripe.customer; plans that end: stripe.cancel_subscription.
class StripeLane : public OutboxLane {
 public:
  // `log` outlives it.
  StripeLane(const store::DbOptions& database, stripe::Client client, payment::Terms terms,
             base::Log& log);

 private:
  Outcome tax_transaction(const store::OutboxRow& row, base::Instant now);
  Outcome tax_transaction_anew(base::OrderId order, const stripe::TaxTransactionAsk& ask,
                               base::Instant now);
  // What is asked for once more: under which keys, and the tax that it has to come to.
  struct TaxAnew {
    std::string calculate_key;
    std::string commit_key;  // with the calculation's name behind it
    std::string body;
    base::Money charged;
  };
  Outcome commit_anew(const payment::TaxSale& sale, const TaxAnew& anew,
                      stripe::TaxTransactionAsk ask, base::Instant now);
  Outcome tax_of_edit(const store::OutboxRow& row, base::Instant now);
  Outcome tax_reversal(const store::OutboxRow& row);
  Outcome refund(const store::OutboxRow& row, base::Instant now);
  Outcome delete_coupon(const store::OutboxRow& row);
  Outcome refresh_session(const store::OutboxRow& row, base::Instant now);
  Outcome refresh_refunds(const store::OutboxRow& row, base::Instant now);
  Outcome refresh_dispute(const store::OutboxRow& row, base::Instant now);
  Outcome dispute(const store::OutboxRow& row, base::Instant now);
  Outcome end_page(const store::OutboxRow& row, base::Instant now);
  Outcome customer(const store::OutboxRow& row, base::Instant now);
  Outcome cancel_subscription(const store::OutboxRow& row);
  stripe::Client client_;
  payment::Terms terms_;
  base::Log& log_;
};

// cdn.purge and pages.news: what the generator published. Payloads hold paths, which are public.
class PagesLane : public OutboxLane {
 public:
  // `config` outlives it.
  PagesLane(const base::Config& config, const store::DbOptions& database);
  // Is there a CDN or a search engine to tell?
  static bool is_wanted(const base::Config& config);

 private:
  Outcome post(const std::string& url, std::string body, const base::Secret& token);
  Outcome purge(const store::OutboxRow& row);
  Outcome tell_news(base::Instant now);
  const base::Config& config_;
  net::HttpClient http_;
};

// What Stripe's no means for a row: the key's trouble is an alarm, all else ends it.
Outcome refused(const stripe::Refused& why);

// The lanes that this configuration can serve; rows of the others wait (no smtp.host, no key).
std::vector<std::unique_ptr<OutboxLane>> outbox_lanes(const base::Config& config,
                                                      const store::DbOptions& database,
                                                      const render::Templates& templates,
                                                      base::Log& log);

}  // namespace app
