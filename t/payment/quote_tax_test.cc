#include "base/crypto.h"
#include "t/payment/stage.h"

namespace {

using base::Money;
using payment::QuoteRefusal;

struct Quoting : t::Till {
  // A cart without a quote.
  base::CartId unquoted_cart() {
    const auto cart = ready_cart(1);
    sql("DELETE FROM tax_quote_lines; DELETE FROM tax_quotes");
    return cart;
  }
  auto quote(base::CartId cart, base::Instant now = t::kNoon) {
    const auto draft =
        db().snapshot("draft", [&](store::Tx& tx) { return payment::draft(tx, cart, now); });
    return payment::quote_tax(till(), cart, draft, now);
  }
  // 450.00 of goods and 19.95 of shipping, 37.13 and 1.65 of tax on them.
  static std::string answer(const std::string& lines, bool more,
                            std::int64_t expires_at = 1795435200) {
    return R"({"id":"taxcalc_1","amount_total":50873,"tax_amount_exclusive":3878,"expires_at":)" +
           std::to_string(expires_at) + R"(,"line_items":{"data":[)" + lines + R"(],"has_more":)" +
           (more ? "true" : "false") + R"(},"shipping_cost":{"amount":1995,"amount_tax":165}})";
  }
  static constexpr const char* kLine =
      R"({"id":"tax_li_1","reference":"variant-1","amount":45000,"amount_tax":3713})";
  static constexpr const char* kCalculate = "POST /v1/tax/calculations ";
  static constexpr const char* kLines = "GET /v1/tax/calculations/taxcalc_1/line_items?";
};

std::string header(const std::string& request, const std::string& name) {
  const auto at = request.find("\r\n" + name + ": ");
  CPPUNIT_ASSERT(at != std::string::npos);
  const auto begin = at + name.size() + 4;
  return request.substr(begin, request.find("\r\n", begin) - begin);
}

CPPUNIT_TEST_FIXTURE(Quoting, lines_beyond_the_first_page_are_fetched) {
  const auto cart = unquoted_cart();
  sql("INSERT INTO variants (product_id, sku, condition, price_cents) "
      "VALUES (1, 'CIS-3850-U', 'used', 100); "
      "INSERT INTO stock_items (variant_id, location_id) VALUES (2, 1); "
      "INSERT INTO cart_lines (cart_id, variant_id, units, price_cents, added_at) "
      "SELECT max(id), 2, 1, 100, '2026-11-22' FROM carts");
  const auto total = db().snapshot("draft", [&](store::Tx& tx) {
    const auto d = payment::draft(tx, cart, t::kNoon);
    return d.subtotal() + d.shipping->price;
  });
  auto first = answer(kLine, true);
  first.replace(first.find("50873"), 5, std::to_string(total.in_cents() + 3878));
  const auto shipping = total - Money::cents(45100);
  first.replace(first.find("1995"), 4, std::to_string(shipping.in_cents()));
  stage.on(kCalculate, {ok(first)});
  stage.on(kLines, {ok(R"({"data":[{"id":"tax_li_2","reference":"variant-2","amount":100,)"
                       R"("amount_tax":0}],"has_more":false})")});

  const auto quoted = quote(cart);

  CPPUNIT_ASSERT(quoted);
  CPPUNIT_ASSERT_EQUAL(Money::cents(3878), quoted->tax);
  CPPUNIT_ASSERT(stage.seen.back().starts_with(
      std::string{kLines} + "limit=100&starting_after=tax_li_1&expand[0]=data.tax_breakdown "));
}

CPPUNIT_TEST_FIXTURE(Quoting, lines_that_were_not_sent_along_are_listed) {
  const auto cart = unquoted_cart();
  stage.on(kCalculate, {ok(R"({"id":"taxcalc_1","amount_total":50873,"tax_amount_exclusive":3878,)"
                           R"("tax_amount_inclusive":0,"line_items":null,"expires_at":1795435200,)"
                           R"("shipping_cost":{"amount":1995,"amount_tax":165}})")});
  stage.on(kLines,
           {ok(R"({"object":"list","data":[)" + std::string{kLine} + R"(],"has_more":false})")});

  const auto quoted = quote(cart);

  CPPUNIT_ASSERT(quoted);
  CPPUNIT_ASSERT_EQUAL(Money::cents(3878), quoted->tax);
  CPPUNIT_ASSERT(stage.seen.back().starts_with(std::string{kLines} +
                                               "limit=100&expand[0]=data.tax_breakdown "));
}

CPPUNIT_TEST_FIXTURE(Quoting, lines_that_go_on_without_a_name_are_not_asked_for_for_ever) {
  const auto cart = unquoted_cart();
  stage.on(kCalculate,
           {ok(answer(R"({"reference":"variant-1","amount":45000,"amount_tax":3713})", true))});
  CPPUNIT_ASSERT_THROW(quote(cart), stripe::Unknown);
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, calls(kLines));
}

CPPUNIT_TEST_FIXTURE(Quoting,
                     shipping_tax_9_12_a_fee_per_delivery_stands_with_shipping_by_its_name) {
  auto with_fee = answer(kLine, false);
  with_fee.replace(with_fee.find("50873"), 5, "50902");
  with_fee.replace(with_fee.find("3878"), 4, "3907");
  with_fee.back() = ',';
  with_fee +=
      R"("tax_breakdown":[{"amount":3878,"taxable_amount":46995,"taxability_reason":)"
      R"("standard_rated","tax_rate_details":{"country":"US","state":"CO","tax_type":"sales_tax"}},)"
      R"({"amount":29,"taxable_amount":0,"taxability_reason":"standard_rated","tax_rate_details":)"
      R"({"country":"US","state":"CO","rate_type":"flat_amount","tax_type":"retail_delivery_fee"}}]})";
  stage.on(kCalculate, {ok(with_fee)});

  const auto quoted = quote(unquoted_cart());

  CPPUNIT_ASSERT(quoted);
  CPPUNIT_ASSERT_EQUAL(Money::cents(3907), quoted->tax);
  CPPUNIT_ASSERT_EQUAL(
      std::string{"US-CO 29 txcd_92010001"},
      sql("SELECT concat_ws(' ', jurisdiction, tax_cents, tax_code) FROM tax_quote_lines "
          "WHERE tax_type = 'retail_delivery_fee' AND variant_id IS NULL"));
}

CPPUNIT_TEST_FIXTURE(Quoting, an_answer_that_is_not_understood_or_not_ours_is_no_answer) {
  const auto cart = unquoted_cart();
  stage.on(kCalculate, {ok(R"({"id":"taxcalc_1"})"), ok(answer("", false))});
  CPPUNIT_ASSERT_THROW(quote(cart), stripe::Unknown);
  CPPUNIT_ASSERT_THROW(quote(cart), stripe::Unknown);
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM tax_quotes"));
}

CPPUNIT_TEST_FIXTURE(Quoting, P6_the_key_is_of_our_rows_and_asks_anew_when_an_answer_has_expired) {
  const auto cart = unquoted_cart();
  stage.on(kCalculate, {t::http_answer(500, "{}"), ok(answer(kLine, false, 1795348801))});

  CPPUNIT_ASSERT_THROW(quote(cart), stripe::Unknown);
  CPPUNIT_ASSERT_THROW(quote(cart), stripe::Unknown);  // kept, but it ends too soon
  CPPUNIT_ASSERT_THROW(quote(cart), stripe::Unknown);

  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, stage.seen.size());
  const auto body = stage.seen[0].substr(stage.seen[0].find("\r\n\r\n") + 4);
  const auto prefix = "calc-1-" + base::sha256_hex(body);
  CPPUNIT_ASSERT_EQUAL(prefix + "-0-1994832", header(stage.seen[0], "Idempotency-Key"));
  CPPUNIT_ASSERT_EQUAL(prefix + "-0-1994832", header(stage.seen[1], "Idempotency-Key"));
  CPPUNIT_ASSERT_EQUAL(prefix + "-1-1994832", header(stage.seen[2], "Idempotency-Key"));
}

CPPUNIT_TEST_FIXTURE(Quoting, what_asking_again_will_not_help_is_refused) {
  const auto cart = unquoted_cart();
  stage.on(kCalculate,
           {refused(400, "customer_details[address]"), refused(400, "line_items"), refused(403)});
  CPPUNIT_ASSERT(quote(cart).why() == QuoteRefusal::AddressRefused);
  CPPUNIT_ASSERT(quote(cart).why() == QuoteRefusal::Refused);
  CPPUNIT_ASSERT_THROW(quote(cart), stripe::Unknown);

  sql("UPDATE variants SET price_cents = 99999999");
  CPPUNIT_ASSERT(quote(cart).why() == QuoteRefusal::TooLarge);
  CPPUNIT_ASSERT_EQUAL(std::size_t{3}, stage.seen.size());
}

}  // namespace
