#include "order/edit.h"
#include "payment/payment.h"
#include "t/app/sending.h"

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using base::Money;
using t::holds;
using t::kNoon;

// A paid order of two switches that Stripe Tax was told of, to which staff added one more and
// $10.00 of shipping (decision 0076).
struct TaxLane : t::Stripes {
  static constexpr base::OrderId kOrder{1};
  void setUp() override {
    Stripes::setUp();
    pay();
    CPPUNIT_ASSERT(drain_stripe(t::http_answer(200, R"({"id":"tax_1"})")));
    requests.clear();
    const auto edit = db().transact("edit", [&](store::Tx& tx) {
      const auto begun = *order::begin_edit(tx, kOrder, kWhy, kNoon);
      CPPUNIT_ASSERT(order::edit_add(tx, begun, {variant, 1}));
      CPPUNIT_ASSERT(order::edit_shipping(tx, begun, Money::cents(1000)));
      return begun;
    });
    db().transact("confirm", [&](store::Tx& tx) {
      const auto seen = order::preview_edit(tx, edit, kNoon)->fingerprint;
      CPPUNIT_ASSERT(order::confirm_edit(tx, edit, seen, kWhy, kNoon));
      return base::Done{};
    });
    tax = std::stoll(sql("SELECT tax_cents_after - tax_cents_before FROM order_edits"));
  }
  std::string calculated(std::int64_t cents) const {
    return t::http_answer(
        200, R"({"id":"taxcalc_9","tax_amount_exclusive":)" + std::to_string(cents) +
                 R"(,"amount_total":)" + std::to_string(46000 + cents) +
                 R"(,"expires_at":1795435200,"line_items":{"data":[],"has_more":false}})");
  }
  std::string told() {
    return sql(
        "SELECT string_agg(concat_ws(' ', order_id, edit_id, transaction_id), ', ' ORDER BY "
        "id) FROM tax_transactions");
  }
  std::string reference() {
    return sql("SELECT (SELECT id FROM instance) || '-' || number FROM orders");
  }
  static std::string body(const std::string& request) {
    return request.substr(request.find("\r\n\r\n"));
  }
  static std::string key(const std::string& request) {
    const auto at = request.find("Idempotency-Key: ");
    return request.substr(at, request.find("\r\n", at) - at);
  }
  inline static const order::Because kWhy{"test", "because"};
  const std::string committed = t::http_answer(200, R"({"id":"tax_2"})");
  std::int64_t tax = 0;
};

CPPUNIT_TEST_FIXTURE(TaxLane, what_an_edit_added_is_told_at_the_date_of_its_order) {
  CPPUNIT_ASSERT(drain_stripe(std::vector{calculated(tax), committed}));
  CPPUNIT_ASSERT(drain_stripe(committed, kNoon + 1h));

  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, requests.size());
  CPPUNIT_ASSERT(requests[0].starts_with("POST /v1/tax/calculations "));
  CPPUNIT_ASSERT(holds(requests[0],
                       "line_items[0][amount]=45000&line_items[0][quantity]=1&"
                       "line_items[0][reference]=" +
                           payment::line_reference(variant) + "&"));
  CPPUNIT_ASSERT(!holds(requests[0], "line_items[1]"));
  CPPUNIT_ASSERT(holds(requests[0], "&shipping_cost[amount]=1000&"));
  CPPUNIT_ASSERT(
      holds(requests[0], "&tax_date=" + sql("SELECT extract(epoch FROM frozen_at)::bigint "
                                            "FROM orders")));
  CPPUNIT_ASSERT(requests[1].starts_with("POST /v1/tax/transactions/create_from_calculation "));
  CPPUNIT_ASSERT(holds(requests[1], "calculation=taxcalc_9&reference=" + reference() + "-edit-1&"));
  CPPUNIT_ASSERT_EQUAL("1 tax_1, 1 1 tax_2"s, told());
}

CPPUNIT_TEST_FIXTURE(TaxLane, a_call_for_an_edit_that_fails_anywhere_is_made_again_the_same) {
  const auto lost = t::http_answer(500, "{}");
  CPPUNIT_ASSERT(drain_stripe(lost));
  CPPUNIT_ASSERT(drain_stripe(std::vector{calculated(tax), lost}, kNoon + 10min));
  CPPUNIT_ASSERT_EQUAL("1 tax_1"s, told());
  CPPUNIT_ASSERT(drain_stripe(std::vector{calculated(tax), committed}, kNoon + 2h));

  CPPUNIT_ASSERT_EQUAL(std::size_t{5}, requests.size());
  for (const auto& [first, again] : {std::pair{0, 1}, std::pair{0, 3}, std::pair{2, 4}}) {
    const auto& one = requests[static_cast<std::size_t>(first)];
    const auto& other = requests[static_cast<std::size_t>(again)];
    CPPUNIT_ASSERT_EQUAL(body(one), body(other));
    CPPUNIT_ASSERT_EQUAL(key(one), key(other));
  }
  CPPUNIT_ASSERT_EQUAL("1 tax_1, 1 1 tax_2"s, told());
}

CPPUNIT_TEST_FIXTURE(TaxLane, another_tax_than_the_buyer_paid_is_not_told_and_staff_see_it) {
  CPPUNIT_ASSERT(drain_stripe(calculated(tax + 1)));

  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, requests.size());
  CPPUNIT_ASSERT_EQUAL("1 tax_1"s, told());
  CPPUNIT_ASSERT(holds(logged, "calculated anew, the tax is"));
}

CPPUNIT_TEST_FIXTURE(TaxLane, m10_a_refund_takes_back_of_each_sale_what_came_with_it) {
  CPPUNIT_ASSERT(drain_stripe(std::vector{calculated(tax), committed}));
  requests.clear();
  CPPUNIT_ASSERT(db().transact("grant", [&](store::Tx& tx) {
    return order::grant(
        tx, kOrder, order::RefundKind::Units,
        {{{base::OrderLineId{1}, 1}, {base::OrderLineId{2}, 1}}, Money::cents(3495), {}}, kWhy,
        kNoon);
  }));
  const auto lines = [&](const char* id) {
    return t::http_answer(200, R"({"object":"list","has_more":false,"data":[{"id":")"s + id +
                                   R"(","reference":")" + payment::line_reference(variant) +
                                   R"("}]})");
  };

  CPPUNIT_ASSERT(drain_stripe(
      std::vector{lines("tax_li_1"), committed, lines("tax_li_9"), committed}, kNoon + 1min));

  CPPUNIT_ASSERT_EQUAL(std::size_t{4}, requests.size());
  CPPUNIT_ASSERT(
      holds(requests[1], "original_transaction=tax_1&reference=" + reference() + "-refund-1&"));
  CPPUNIT_ASSERT(holds(requests[1], "[original_line_item]=tax_li_1"));
  CPPUNIT_ASSERT(holds(requests[1], "&shipping_cost[amount]=-2995&"));
  CPPUNIT_ASSERT(holds(
      requests[3], "original_transaction=tax_2&reference=" + reference() + "-refund-1-edit-1&"));
  CPPUNIT_ASSERT(holds(requests[3], "[original_line_item]=tax_li_9"));
  CPPUNIT_ASSERT(holds(requests[3], "&shipping_cost[amount]=-500&"));
}

}  // namespace
