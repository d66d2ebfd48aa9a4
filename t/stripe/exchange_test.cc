// Every kind of call to Stripe as it goes over the wire, as golden files: method, path, headers and
// the encoding of its form. t/golden/stripe/<call>.http
#include <functional>
#include <map>

#include "stripe/bodies.h"
#include "stripe/client.h"
#include "stripe/dispute.h"
#include "stripe/subscription.h"
#include "t/golden.h"
#include "t/loopback.h"

namespace {

using base::Money;
using stripe::Client;

const base::Instant kNoon = base::from_unix_seconds(1795348800);
constexpr const char* kOrder = "5c1f0d66-0a55-4f4e-9e0e-3f6f3a9b6f10";
constexpr const char* kKey = "0f0e9a3c-3f55-4d0c-8f6d-2b1d3c4e5f60";

stripe::SessionAsk session() {
  return {.client_reference_id = kOrder,
          .customer_email = "kim+lab@example.com",
          .items = {{R"(2 x R&D + 10% [new] "é" €5)", Money::cents(25998)},
                    {"Shipping: Ground (3–5 business days)", Money::cents(1499)},
                    {"Sales tax", Money::cents(2145)}},
          .coupon = kKey,
          .success_url = "https://shop.example/checkout/done?session={CHECKOUT_SESSION_ID}",
          .cancel_url = "https://shop.example/cart",
          .expires_at = kNoon + std::chrono::minutes{35}};
}

stripe::CalculationAsk calculation() {
  return {.lines = {{"variant-7", Money::cents(24498), 2}},
          .shipping = Money::cents(1499),
          .ship_to = {"500 W 2nd St", "Apt #4 & rear", "Austin", "TX", "78701"},
          .ship_from = {"1 Rack Road", "", "Columbus", "OH", "43215"}};
}

// Each call by its name, made with values that need encoding.
const std::map<std::string, std::function<stripe::Reply(Client&)>>& calls() {
  static const std::map<std::string, std::function<stripe::Reply(Client&)>> kCalls{
      {"create_session",
       [](Client& c) { return c.create_session(kKey, stripe::session_body(session())); }},
      {"retrieve_session", [](Client& c) { return c.retrieve_session("cs_test_1"); }},
      {"expire_session", [](Client& c) { return c.expire_session("exp-cs_test_1", "cs_test_1"); }},
      {"list_sessions",
       [](Client& c) {
         return c.list_sessions(
             {.status = "complete", .created_from = kNoon, .starting_after = "cs_9"});
       }},
      {"create_session_of_customer",
       [](Client& c) {
         auto ask = session();
         ask.customer = "cus_1";
         return c.create_session(kKey, stripe::session_body(ask));
       }},
      {"create_subscription_session",
       [](Client& c) {
         return c.create_session(kKey, stripe::subscription_session_body(
                                           {.public_id = kOrder,
                                            .customer = "cus_1",
                                            .customer_email = {},
                                            .name = "Next day & parts",
                                            .price = Money::cents(4900),
                                            .every = "month",
                                            .success_url = "https://shop.example/account/plans",
                                            .cancel_url = "https://shop.example/account/plans",
                                            .expires_at = kNoon + std::chrono::minutes{35}}));
       }},
      {"update_subscription",
       [](Client& c) {
         return c.update_subscription(kKey, "sub_1", stripe::cancel_at_period_end_body());
       }},
      {"retrieve_invoice", [](Client& c) { return c.retrieve_invoice("in_1"); }},
      {"create_customer",
       [](Client& c) {
         return c.create_customer(
             kKey, stripe::customer_body({"kim+lab@example.com", "Kim & Søn", "17"}));
       }},
      {"create_coupon",
       [](Client& c) {
         return c.create_coupon(kKey,
                                stripe::coupon_body({kKey, Money::cents(1500), kNoon, kOrder}));
       }},
      {"delete_coupon", [](Client& c) { return c.delete_coupon(kKey); }},
      {"calculate_tax",
       [](Client& c) { return c.calculate_tax(kKey, stripe::calculation_body(calculation())); }},
      {"calculate_tax_of_edit",
       [](Client& c) {
         auto ask = calculation();
         ask.exemption = stripe::Exemption::Customer;
         ask.tax_date = kNoon;
         return c.calculate_tax(kKey, stripe::calculation_body(ask));
       }},
      {"create_tax_transaction_of_edit",
       [](Client& c) {
         return c.create_tax_transaction(
             std::string{"tax-"} + kOrder + "-edit-3-taxcalc_2",
             stripe::tax_transaction_body({"taxcalc_2", "gds-10042-edit-3", kOrder}));
       }},
      {"list_calculation_lines",
       [](Client& c) { return c.list_calculation_lines("taxcalc_1", "tax_li_9"); }},
      {"create_tax_transaction",
       [](Client& c) {
         return c.create_tax_transaction(
             std::string{"tax-"} + kOrder,
             stripe::tax_transaction_body({"taxcalc_1", "gds-10042", kOrder}));
       }},
      {"list_tax_lines", [](Client& c) { return c.list_tax_lines("tax_1", "tax_li_9"); }},
      {"create_tax_reversal",
       [](Client& c) {
         return c.create_tax_reversal(
             "gds-10042-refund-3",
             stripe::tax_reversal_body(
                 {.transaction = "tax_1",
                  .reference = "gds-10042-refund-3",
                  .order = kOrder,
                  .lines = {{"tax_li_1", "refund-3-7", Money::cents(12249), Money::cents(1011)}},
                  .shipping = Money::cents(1499),
                  .shipping_tax = Money::cents(124)}));
       }},
      {"create_refund",
       [](Client& c) {
         return c.create_refund(kKey,
                                stripe::refund_body({"pi_1", Money::cents(13260), kOrder, kKey}));
       }},
      {"list_refunds", [](Client& c) { return c.list_refunds("pi_1", "re_9"); }},
      {"retrieve_dispute", [](Client& c) { return c.retrieve_dispute("du_1"); }},
      {"stage_evidence",
       [](Client& c) {
         return c.update_dispute(
             kKey, "du_1",
             stripe::evidence_body({.customer_name = "Kim & Søn",
                                    .customer_email = "kim+lab@example.com",
                                    .shipping_address = "500 W 2nd St, Austin, TX",
                                    .shipping_carrier = "UPS",
                                    .shipping_date = "2026-11-24",
                                    .shipping_tracking = "1Z999",
                                    .product_description = "2 x switch (SKU-1)",
                                    .text = "She signed for it.\n50% [sic]"},
                                   stripe::Handing::Stage));
       }},
      {"submit_evidence",
       [](Client& c) {
         return c.update_dispute(kKey, "du_1",
                                 stripe::evidence_body({.customer_name = "Kim",
                                                        .customer_email = {},
                                                        .shipping_address = {},
                                                        .shipping_carrier = {},
                                                        .shipping_date = {},
                                                        .shipping_tracking = {},
                                                        .product_description = {},
                                                        .text = {}},
                                                       stripe::Handing::Submit));
       }},
      {"close_dispute", [](Client& c) { return c.close_dispute(kKey, "du_1"); }},
      {"list_events",
       [](Client& c) {
         return c.list_events({.types = {"checkout.session.completed", "refund.updated"},
                               .created_from = kNoon,
                               .starting_after = "evt_9",
                               .ending_before = {}});
       }},
      {"list_balance_transactions",
       [](Client& c) {
         return c.list_balance_transactions({.created_from = kNoon,
                                             .created_before = kNoon + std::chrono::hours{24},
                                             .starting_after = "txn_9"});
       }},
  };
  return kCalls;
}

// As it came, but for what each run has otherwise: the port of the test's server.
std::string readable(std::string request) {
  const auto host = request.find("\r\nHost: ");
  if (host != std::string::npos) {
    const auto begin = host + 8;
    request.replace(begin, request.find("\r\n", begin) - begin, "api.stripe.example");
  }
  std::erase(request, '\r');
  return request + "\n";
}

CPPUNIT_TEST_FIXTURE(t::Plain, each_kind_of_call_goes_over_the_wire_as_its_golden_file_has_it) {
  std::string seen;
  t::LoopbackServer server{[&](t::Peer& peer) {
    for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
      seen = request;
      peer.write(t::http_answer(200, R"({"id":"x_1"})"));
    }
  }};
  for (const auto& [name, call] : calls()) {
    Client client{
        {.api_base = server.url("/v1"), .secret_key = base::Secret{"sk_test_of_the_goldens"}}};
    CPPUNIT_ASSERT(call(client));
    t::assert_golden("stripe/" + name + ".http", readable(seen));
  }
}

}  // namespace
