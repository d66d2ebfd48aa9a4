#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/columns.h"
#include "payment/ask.h"
#include "payment/charges.h"
#include "stripe/subscription.h"

// Support plans that renew by themselves (decision 0074): staff sell them, an account subscribes on
// a page of Stripe's, and Stripe keeps the calendar, charges and tries again. Here is what it told:
// what somebody is entitled to, and until when, and what went back of what was paid (decision
// 0089). Owns plans and subscription*.
namespace payment {

struct PlanTag;
using PlanId = base::Id<PlanTag>;
struct SubscriptionTag;
using SubscriptionId = base::Id<SubscriptionTag>;
struct PlanInvoiceTag;
using PlanInvoiceId = base::Id<PlanInvoiceTag>;

struct Plan {
  PlanId id;
  std::string code;
  std::string name;
  std::string about;
  Money price;
  std::string every;  // month, year
  bool is_withdrawn;
  static constexpr auto columns() {
    return base::Columns<&Plan::id, &Plan::code, &Plan::name, &Plan::about, &Plan::price,
                         &Plan::every, &Plan::is_withdrawn>{};
  }
};
struct NewPlan {
  std::string code;
  std::string name;
  std::string about;
  Money price;
  std::string every;
};
enum class PlanRefusal { NotACode, NoName, BadPrice, BadInterval, Taken };
// For staff. Amounts are what a card is charged, without tax.
base::Result<PlanId, PlanRefusal> add_plan(store::Tx& tx, const NewPlan& plan, Instant now);
// No longer sold; who has it keeps it. False when there is none of that code, or was withdrawn.
bool withdraw_plan(store::Tx& tx, const std::string& code, Instant now);
// By price.
std::vector<Plan> plans(store::Tx& tx);

// How long a plan goes on while a payment that failed is tried again.
inline constexpr std::chrono::hours kGrace{24 * 7};

struct Subscribed {
  SubscriptionId id;
  std::string plan;  // its code
  std::string name;
  Money price;
  std::string every;
  std::string status;  // Stripe's word; "" until it has one
  std::optional<Instant> period_end;
  bool ends;  // with this period
  std::optional<Instant> entitled_until;
  std::optional<Instant> grace_until;
  bool is_over;
  static constexpr auto columns() {
    return base::Columns<&Subscribed::id, &Subscribed::plan, &Subscribed::name, &Subscribed::price,
                         &Subscribed::every, &Subscribed::status, &Subscribed::period_end,
                         &Subscribed::ends, &Subscribed::entitled_until, &Subscribed::grace_until,
                         &Subscribed::is_over>{};
  }
};
// Those that Stripe knows, the newest first.
std::vector<Subscribed> subscriptions_of(store::Tx& tx, base::CustomerId customer);
// Is this plan the customer's now? Paid for, or in grace.
bool is_entitled(store::Tx& tx, base::CustomerId customer, const std::string& plan, Instant now);

enum class SubscribeWhy { NoSuchPlan, Subscribed };
// The page on which the customer subscribes: the one under way, or a new one. Its bytes and key are
// stored before Stripe is asked, so that a lost answer is asked for again with the same (as
// payment/ask.h). One subscription to a plan an account.
base::Result<Asked, SubscribeWhy> subscribe(const Till& till, base::CustomerId customer,
                                            const std::string& plan, Instant now);

enum class EndRefusal { NoSuchSubscription };
// Ends with the period that is paid for: stripe.cancel_subscription. Twice is once. One of somebody
// else is none (invariant A1).
base::Result<base::Done, EndRefusal> end_subscription(store::Tx& tx, base::CustomerId customer,
                                                      SubscriptionId subscription, Instant now);
// What to say to Stripe for it; nothing when it is over or not known there.
struct ToCancel {
  std::string stripe_id;
  std::string idempotency_key;
  static constexpr auto columns() {
    return base::Columns<&ToCancel::stripe_id, &ToCancel::idempotency_key>{};
  }
};
std::optional<ToCancel> to_cancel(store::Tx& tx, SubscriptionId subscription);

// The invoice of it that is still to be paid, by Stripe's id; the newest.
std::optional<std::string> unpaid_invoice(store::Tx& tx, base::CustomerId customer,
                                          SubscriptionId subscription);

// What Stripe tells. Each compares with what was said before and when; what was said earlier
// changes nothing, and what has ended does not begin again.

// A session of a subscription: nothing when it is none of ours.
std::optional<std::string> subscription_session(store::Tx& tx, const base::Json& session,
                                                Instant now);
std::string subscription_seen(store::Tx& tx, const stripe::Subscription& said, Instant said_at,
                              Instant now);
// invoice.paid extends what somebody is entitled to; a payment that failed begins a grace, and a
// mail goes out for each try (mail.plan_unpaid).
enum class InvoiceNews { Noted, Paid, Unpaid };
std::string invoice_seen(store::Tx& tx, const stripe::Invoice& said, InvoiceNews news,
                         Instant said_at, Instant now);
std::string invoice_payment_seen(store::Tx& tx, const stripe::InvoicePayment& said, Instant now);
// Was it a payment of an invoice that is known here?
bool is_invoice_payment(store::Tx& tx, const std::string& intent);

// What of an invoice was given back, as it is known here.
GivenBack plan_given_back(store::Tx& tx, PlanInvoiceId invoice);

// What a mail about a subscription says.
struct PlanMail {
  std::string email;
  std::string name;              // of the plan
  Money due;                     // of the unpaid invoice; nothing where it is about none
  std::optional<Instant> until;  // the end of grace, or of what was paid for
  bool is_open;                  // still unpaid
  static constexpr auto columns() {
    return base::Columns<&PlanMail::email, &PlanMail::name, &PlanMail::due, &PlanMail::until,
                         &PlanMail::is_open>{};
  }
};
std::optional<PlanMail> plan_mail(store::Tx& tx, SubscriptionId subscription);

}  // namespace payment
