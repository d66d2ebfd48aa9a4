#include "stripe_routes.h"

#include "stripe_balance.h"
#include "stripe_coupon.h"
#include "stripe_customer.h"
#include "stripe_dispute.h"
#include "stripe_events.h"
#include "stripe_payment.h"
#include "stripe_refund.h"
#include "stripe_schemas.h"
#include "stripe_session.h"
#include "stripe_subscription.h"
#include "stripe_tax.h"
#include "text.h"

namespace fakes {
namespace {

Schema session_list() {
  return list_call({{"status", choice({"open", "complete", "expired"})},
                    {"created", range()},
                    {"payment_intent", text(255)},
                    {"customer", text(255)},
                    {"customer_details", object({required("email", email())})}});
}

Schema event_list() {
  return list_call({{"type", text(100)},
                    {"types", list(text(100), 100)},
                    {"created", range()},
                    {"delivery_success", boolean()}});
}

Schema refund_list() {
  return list_call({{"payment_intent", text(255)}, {"charge", text(255)}, {"created", range()}});
}

Schema dispute_update() {
  std::vector<Field> evidence;
  for (const char* name :
       {"shipping_carrier", "shipping_tracking_number", "shipping_date", "shipping_address",
        "customer_email_address", "customer_name", "customer_purchase_ip", "product_description",
        "billing_address", "uncategorized_text"}) {
    evidence.push_back({name, emptyable(text(150000))});
  }
  return object({{"evidence", object(std::move(evidence))},
                 {"submit", boolean()},
                 {"metadata", metadata()},
                 {"expand", expand_list()}});
}

Schema by_time() {
  return list_call({{"created", range()}});
}

const std::vector<StripeRoute>& routes() {
  static const std::vector<StripeRoute> kRoutes{
      {"POST", "/checkout/sessions", session_create_schema(), "checkout.session", create_session},
      {"GET", "/checkout/sessions", session_list(), "list checkout.session", list_sessions},
      {"GET", "/checkout/sessions/{id}", only_expand(), "checkout.session", retrieve_session},
      {"GET", "/checkout/sessions/{id}/line_items", list_call({}), "list item", list_session_lines},
      {"POST", "/checkout/sessions/{id}/expire", only_expand(), "checkout.session",
       expire_session_call},
      {"POST", "/customers", customer_create_schema(), "customer", create_customer},
      {"GET", "/customers/{id}", only_expand(), "customer", retrieve_customer},
      {"DELETE", "/customers/{id}", empty_call(), "customer", delete_customer},
      {"GET", "/subscriptions/{id}", only_expand(), "subscription", retrieve_subscription},
      {"POST", "/subscriptions/{id}",
       object({{"cancel_at_period_end", boolean()},
               {"metadata", metadata()},
               {"expand", expand_list()}}),
       "subscription", update_subscription},
      {"GET", "/invoices/{id}", only_expand(), "invoice", retrieve_invoice},
      {"POST", "/coupons", coupon_create_schema(), "coupon", create_coupon},
      {"GET", "/coupons", by_time(), "list coupon", list_coupons},
      {"GET", "/coupons/{id}", only_expand(), "coupon", retrieve_coupon},
      {"DELETE", "/coupons/{id}", empty_call(), "coupon", delete_coupon},
      {"POST", "/tax/calculations", calculation_create_schema(), "tax.calculation",
       create_calculation},
      {"GET", "/tax/calculations/{id}", only_expand(), "tax.calculation", retrieve_calculation},
      {"GET", "/tax/calculations/{id}/line_items", list_call({}), "list tax.calculation_line_item",
       list_calculation_lines},
      {"POST", "/tax/transactions/create_from_calculation", transaction_create_schema(),
       "tax.transaction", create_tax_transaction},
      {"POST", "/tax/transactions/create_reversal", reversal_create_schema(), "tax.transaction",
       create_tax_reversal},
      {"GET", "/tax/transactions/{id}", only_expand(), "tax.transaction", retrieve_tax_transaction},
      {"GET", "/tax/transactions/{id}/line_items", list_call({}), "list tax.transaction_line_item",
       list_transaction_lines},
      {"GET", "/events", event_list(), "list event", list_events},
      {"GET", "/events/{id}", only_expand(), "event", retrieve_event},
      {"POST", "/refunds", refund_create_schema(), "refund", create_refund},
      {"GET", "/refunds", refund_list(), "list refund", list_refunds},
      {"GET", "/refunds/{id}", only_expand(), "refund", retrieve_refund},
      {"POST", "/refunds/{id}", metadata_update_schema(), "refund", update_refund},
      {"POST", "/refunds/{id}/cancel", only_expand(), "refund", cancel_refund},
      {"GET", "/payment_intents", by_time(), "list payment_intent", list_intents},
      {"GET", "/payment_intents/{id}", only_expand(), "payment_intent", retrieve_intent},
      {"POST", "/payment_intents/{id}", metadata_update_schema(), "payment_intent", update_intent},
      {"POST", "/payment_intents/{id}/cancel",
       object({{"cancellation_reason",
                choice({"abandoned", "duplicate", "fraudulent", "requested_by_customer"})},
               {"expand", expand_list()}}),
       "payment_intent", cancel_intent_call},
      {"GET", "/charges", refund_list(), "list charge", list_charges},
      {"GET", "/charges/{id}", only_expand(), "charge", retrieve_charge},
      {"GET", "/balance_transactions",
       list_call({{"type", text(255)}, {"source", text(255)}, {"created", range()}}),
       "list balance_transaction", list_balance_transactions},
      {"GET", "/disputes", refund_list(), "list dispute", list_disputes},
      {"GET", "/disputes/{id}", only_expand(), "dispute", retrieve_dispute},
      {"POST", "/disputes/{id}", dispute_update(), "dispute", update_dispute},
      {"POST", "/disputes/{id}/close", only_expand(), "dispute", close_dispute},
  };
  return kRoutes;
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& path,
          std::string& id) {
  if (pattern.size() != path.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == "{id}") {
      if (path[i].empty()) return false;
      id = path[i];
    } else if (pattern[i] != path[i]) {
      return false;
    }
  }
  return true;
}

}  // namespace

const StripeRoute* find_route(const std::string& method, const std::string& path, std::string& id) {
  const auto steps = split(path, '/');
  for (const auto& route : routes()) {
    if (route.method == method && fits(split(route.path, '/'), steps, id)) return &route;
  }
  return nullptr;
}

}  // namespace fakes
