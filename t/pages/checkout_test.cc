#include "pages/checkout/checkout.h"

#include "pages/shop/cart.h"
#include "t/pages/visiting.h"

namespace {

using base::Money;
using t::Visiting;

CPPUNIT_TEST_FIXTURE(Visiting, a_total_that_is_not_as_agreed_is_shown_old_and_new) {
  cart_of_visitor(1);

  const auto page = place(total(1) - Money::cents(1));

  CPPUNIT_ASSERT_EQUAL(409, page.status);
  CPPUNIT_ASSERT(t::has(page.body, "The total has changed"));
  CPPUNIT_ASSERT(t::has(page.body, "Total: <del>$508.72</del> → <ins>$508.73</ins>"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, orders());
}

CPPUNIT_TEST_FIXTURE(Visiting, a_quote_that_has_lapsed_is_no_changed_total) {
  cart_of_visitor(1);
  sql("UPDATE tax_quotes SET expires_at = '2026-11-22 12:00:01+00'");
  stage.on("POST /v1/tax/calculations ",
           {ok(R"({"id":"taxcalc_2","amount_total":50873,"tax_amount_exclusive":3878,)"
               R"("expires_at":1795435200,"line_items":{"data":[{"id":"l","reference":"variant-1",)"
               R"("amount":45000,"amount_tax":3713}],"has_more":false},)"
               R"("shipping_cost":{"amount":1995,"amount_tax":165}})")});

  const auto page = place(total(1));

  CPPUNIT_ASSERT_EQUAL(409, page.status);
  CPPUNIT_ASSERT(t::has(page.body, "Please look at your order once more"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(page.body, "has changed"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(page.body, "What is different now"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, orders());
}

CPPUNIT_TEST_FIXTURE(Visiting, too_few_in_stock_is_said_so_and_nobody_is_asked_to_agree) {
  cart_of_visitor(2);
  sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) "
      "VALUES (1, 'counted', -2, 'test', '2026-11-22')");

  const auto page = place(total(2));

  CPPUNIT_ASSERT_EQUAL(409, page.status);
  CPPUNIT_ASSERT(t::has(page.body, "There is less in stock than you order"));
  CPPUNIT_ASSERT(t::has(page.body, ">Change it to 1 unit</button>"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(page.body, "if you agree"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(page.body, "has changed"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, orders());
}

CPPUNIT_TEST_FIXTURE(Visiting, a_mail_address_that_stripe_refuses_is_asked_for_again) {
  cart_of_visitor(1);
  stage.on(kCreate, {refused(400, "customer_email")});

  const auto page = place(total(1));

  CPPUNIT_ASSERT_EQUAL(422, page.status);
  CPPUNIT_ASSERT(t::has(page.body, "does not take this e-mail address"));
  CPPUNIT_ASSERT(t::has(page.body, "value=\"kim@example.com\""));
  CPPUNIT_ASSERT_EQUAL(std::string{"open"}, cart());
  CPPUNIT_ASSERT_EQUAL(std::string{"expired"}, order());
}

CPPUNIT_TEST_FIXTURE(Visiting, what_stripe_refuses_for_good_promises_no_minute) {
  cart_of_visitor(1);
  stage.on(kCreate, {refused(400, "line_items")});

  const auto page = place(total(1));

  CPPUNIT_ASSERT_EQUAL(500, page.status);
  CPPUNIT_ASSERT(t::has(page.body, "We cannot open a payment page for this order"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(page.body, "a minute"));
  CPPUNIT_ASSERT_EQUAL(std::string{"open"}, cart());
}

CPPUNIT_TEST_FIXTURE(Visiting, more_than_a_card_can_be_charged_is_told_before_tax_is_asked) {
  cart_of_visitor(1);
  sql("UPDATE variants SET price_cents = 99999999");

  const auto page = visit(pages::checkout::review, "GET", "/checkout/review");

  CPPUNIT_ASSERT_EQUAL(422, page.status);
  CPPUNIT_ASSERT(t::has(page.body, "This order is too large for one card payment"));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, stage.seen.size());
}

CPPUNIT_TEST_FIXTURE(Visiting, a_cancel_that_finds_the_order_paid_leads_to_it) {
  const auto cart = cart_of_visitor(1);
  CPPUNIT_ASSERT(freeze(cart, total(1)));
  stage.on(kCreate, {ok(session("open"))});
  stage.on(kExpire, {refused(400)});
  stage.on(kRetrieve, {ok(session("complete"))});

  const auto answer = visit(pages::checkout::cancel, "POST", "/checkout/cancel");

  CPPUNIT_ASSERT_EQUAL(303, answer.status);
  CPPUNIT_ASSERT_EQUAL(std::string{"/checkout/done?session=cs_1"},
                       std::string{answer.header("Location")});
}

CPPUNIT_TEST_FIXTURE(Visiting, a_session_id_is_opaque) {
  const auto cart = cart_of_visitor(1);
  CPPUNIT_ASSERT(freeze(cart, total(1)));
  sql("UPDATE payment_attempts SET state = 'open', session_id = 'x.Strange~1+'");
  stage.on("GET /v1/checkout/sessions/x.Strange~1%2B?", {gone()});

  const auto page = done("x.Strange~1%2B");

  CPPUNIT_ASSERT_EQUAL(200, page.status);
  CPPUNIT_ASSERT(t::has(page.body, "The time to pay has run out"));
  CPPUNIT_ASSERT_EQUAL(std::string{"expired"}, order());
}

CPPUNIT_TEST_FIXTURE(Visiting, an_order_that_expired_is_not_told_unpaid_before_stripe_says_so) {
  const auto cart = cart_of_visitor(1);
  CPPUNIT_ASSERT(freeze(cart, total(1)));
  sql("UPDATE payment_attempts SET state = 'open', session_id = 'cs_1'");
  stage.on(kRetrieve, {ok(session("expired")), "", "", ok(session("complete"))});
  CPPUNIT_ASSERT(t::has(done("cs_1").body, "Nothing was charged"));

  const auto without_answer = done("cs_1");
  CPPUNIT_ASSERT_EQUAL(0, t::times(without_answer.body, "Nothing was charged"));
  CPPUNIT_ASSERT(t::has(without_answer.body, "Your payment is being confirmed"));
  CPPUNIT_ASSERT(t::has(done("cs_1").body, "We have your payment and are checking the order"));
  CPPUNIT_ASSERT_EQUAL(std::string{"needs_attention"}, order());
}

CPPUNIT_TEST_FIXTURE(Visiting, o10_what_gift_cards_cover_is_placed_by_the_click_alone) {
  cart_of_visitor(1);
  const auto card = db().transact("card", [](store::Tx& tx) {
    return tender::issue(tx, Money::cents(60000), {}, "a test", "test", t::kNoon);
  });
  const auto wrong =
      visit(pages::shop::cart_gift_card, "POST", "/cart/gift-card", {{"code", "NO-CARD"}});
  CPPUNIT_ASSERT_EQUAL(422, wrong.status);
  CPPUNIT_ASSERT(t::has(wrong.body, "This code is not valid"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(wrong.body, "NO-CARD"));
  CPPUNIT_ASSERT_EQUAL(303, visit(pages::shop::cart_gift_card, "POST", "/cart/gift-card",
                                  {{"code", card.code.reveal()}})
                                .status);
  CPPUNIT_ASSERT(t::has(visit(pages::shop::cart, "GET", "/cart").body, "pays up to $600.00."));
  const auto review = visit(pages::checkout::review, "GET", "/checkout/review");
  CPPUNIT_ASSERT(t::has(review.body, "name=\"expected_due\" value=\"0\""));
  CPPUNIT_ASSERT(t::has(review.body, "Nothing is left to pay"));
  const auto click = [&] {
    return visit(pages::checkout::place, "POST", "/checkout/place",
                 {{"expected_total", std::to_string(total(1).in_cents())}, {"expected_due", "0"}});
  };

  const auto placed = click();

  CPPUNIT_ASSERT_EQUAL(303, placed.status);
  const auto page = "/orders/10001?t=" + sql("SELECT token FROM orders");
  CPPUNIT_ASSERT_EQUAL(page, std::string{placed.header("Location")});
  CPPUNIT_ASSERT_EQUAL(page, std::string{click().header("Location")});
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, orders());
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, stage.seen.size());
}

CPPUNIT_TEST_FIXTURE(Visiting, what_a_gift_card_no_longer_pays_is_shown_old_and_new) {
  const auto cart = cart_of_visitor(1);
  const auto card = db().transact("card", [](store::Tx& tx) {
    return tender::issue(tx, Money::cents(10000), {}, "a test", "test", t::kNoon).card;
  });
  sql("INSERT INTO cart_gift_cards (cart_id, gift_card_id, added_at) VALUES (" +
      std::to_string(cart.raw()) + ", " + std::to_string(card.raw()) + ", '2026-11-22')");
  CPPUNIT_ASSERT(db().transact("spend", [&](store::Tx& tx) {
    return tender::adjust(tx, {.card = card}, Money::cents(-4000), "a test", {"x", "test"},
                          t::kNoon);
  }));

  const auto page = visit(pages::checkout::place, "POST", "/checkout/place",
                          {{"expected_total", "50873"}, {"expected_due", "40873"}});

  CPPUNIT_ASSERT_EQUAL(409, page.status);
  CPPUNIT_ASSERT(t::has(page.body, "By card: <del>$408.73</del> → <ins>$448.73</ins>"));
  CPPUNIT_ASSERT(t::has(page.body, "−$60.00"));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, orders());
}

}  // namespace
