#include "order/read.h"
#include "t/pages/visiting.h"

namespace {

using base::Money;

// A visitor whose one unit is too heavy for a parcel: 199 lb, $199.95 by truck to Texas.
struct Freight : t::Visiting {
  void setUp() override {
    Visiting::setUp();
    cart_of_visitor(1);
    sql("UPDATE products SET weight_g = 90000; UPDATE checkouts SET shipping_method = NULL");
  }
  web::Response page() { return visit(pages::checkout::shipping, "GET", "/checkout/shipping"); }
  web::Response tell(const base::Fields& form) {
    return visit(pages::checkout::shipping_save, "POST", "/checkout/shipping", form);
  }
  web::Response ask() {
    return visit(pages::checkout::shipping_ask, "POST", "/checkout/shipping/ask");
  }
  static std::string leads_to(const web::Response& answer) {
    return std::to_string(answer.status) + " " + std::string{answer.header("Location")};
  }
  std::string told() {
    return sql(
        "SELECT concat_ws(' ', coalesce(unload_site, '-'), unload_wishes::text, "
        "coalesce(shipping_method, '-')) FROM checkouts");
  }
  void inside_by_quote() { sql("UPDATE shipping_fees SET cents = NULL WHERE kind = 'inside'"); }
};

CPPUNIT_TEST_FIXTURE(Freight, freight_asks_where_it_is_unloaded_before_it_says_a_price) {
  const auto asks = page();

  CPPUNIT_ASSERT(t::has(asks.body, "Where is the truck unloaded?"));
  CPPUNIT_ASSERT(t::has(asks.body, ">Show the price</button>"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(asks.body, "name=\"shipping_method\""));
  CPPUNIT_ASSERT_EQUAL(0, t::times(asks.body, "checked"));
  CPPUNIT_ASSERT_EQUAL(std::string{"303 /checkout/shipping"},
                       leads_to(visit(pages::checkout::review, "GET", "/checkout/review")));
}

CPPUNIT_TEST_FIXTURE(Freight, parcels_are_asked_nothing) {
  sql("UPDATE products SET weight_g = 4000");

  CPPUNIT_ASSERT_EQUAL(0, t::times(page().body, "unload_site"));
  CPPUNIT_ASSERT_EQUAL(std::string{"303 /checkout/review"},
                       leads_to(tell({{"shipping_method", "ground"}, {"unload_site", "dock"}})));
  CPPUNIT_ASSERT_EQUAL(std::string{"- {} ground"}, told());
}

CPPUNIT_TEST_FIXTURE(Freight, the_answers_make_the_price_that_is_shown_and_then_chosen) {
  CPPUNIT_ASSERT_EQUAL(std::string{"303 /checkout/shipping"},
                       leads_to(tell({{"unload_site", "no_dock"}, {"lift_gate", "yes"}})));
  CPPUNIT_ASSERT_EQUAL(std::string{"no_dock {lift_gate} -"}, told());
  const auto priced = page();
  CPPUNIT_ASSERT(t::has(priced.body, "<span class=\"num\">$274.95</span>"));
  CPPUNIT_ASSERT(t::has(priced.body, "value=\"no_dock\" checked"));
  CPPUNIT_ASSERT(t::has(priced.body, "name=\"lift_gate\" value=\"yes\" checked"));

  // Other answers cost more: that is shown before it is chosen.
  const base::Fields more{{"unload_site", "no_dock"},
                          {"lift_gate", "yes"},
                          {"inside", "yes"},
                          {"shipping_method", "freight"}};
  CPPUNIT_ASSERT_EQUAL(std::string{"303 /checkout/shipping"}, leads_to(tell(more)));
  CPPUNIT_ASSERT_EQUAL(std::string{"no_dock {lift_gate,inside} -"}, told());
  CPPUNIT_ASSERT(t::has(page().body, "<span class=\"num\">$369.95</span>"));

  CPPUNIT_ASSERT_EQUAL(std::string{"303 /checkout/review"}, leads_to(tell(more)));
  CPPUNIT_ASSERT_EQUAL(std::string{"no_dock {lift_gate,inside} freight"}, told());
}

CPPUNIT_TEST_FIXTURE(Freight, other_answers_at_the_same_price_need_no_second_look) {
  tell({{"unload_site", "no_dock"}});

  CPPUNIT_ASSERT_EQUAL(std::string{"303 /checkout/review"},
                       leads_to(tell({{"unload_site", "dock"}, {"shipping_method", "freight"}})));
  CPPUNIT_ASSERT_EQUAL(std::string{"dock {} freight"}, told());
}

CPPUNIT_TEST_FIXTURE(Freight, an_answer_that_is_missing_or_cannot_be_is_named_and_nothing_is_kept) {
  const auto nowhere = tell({{"inside", "yes"}});
  CPPUNIT_ASSERT_EQUAL(422, nowhere.status);
  CPPUNIT_ASSERT(t::has(nowhere.body, "Say where the truck is unloaded."));
  CPPUNIT_ASSERT(t::has(nowhere.body, "name=\"inside\" value=\"yes\" checked"));
  CPPUNIT_ASSERT_EQUAL(422, tell({{"unload_site", "roof"}}).status);

  const auto no_phone = tell({{"unload_site", "dock"}, {"appointment", "yes"}});
  CPPUNIT_ASSERT_EQUAL(422, no_phone.status);
  CPPUNIT_ASSERT(t::has(no_phone.body, "give a phone number"));
  CPPUNIT_ASSERT_EQUAL(std::string{"- {} -"}, told());
}

CPPUNIT_TEST_FIXTURE(Freight, what_was_told_of_one_place_is_forgotten_with_it) {
  tell({{"unload_site", "dock"}});
  tell({{"unload_site", "dock"}, {"shipping_method", "freight"}});
  base::Fields place{{"email", "kim@example.com"}, {"name", "Kim"}, {"line1", "500 W 2nd St"},
                     {"city", "Austin"},           {"state", "TX"}, {"zip", "78701"}};
  visit(pages::checkout::contact_save, "POST", "/checkout", place);
  CPPUNIT_ASSERT_EQUAL(std::string{"dock {} freight"}, told());

  place = {{"email", "kim@example.com"}, {"name", "Kim"}, {"line1", "1 Main St"},
           {"city", "Austin"},           {"state", "TX"}, {"zip", "78701"}};
  visit(pages::checkout::contact_save, "POST", "/checkout", place);

  CPPUNIT_ASSERT_EQUAL(std::string{"- {} freight"}, told());
  CPPUNIT_ASSERT_EQUAL(std::string{"303 /checkout/shipping"},
                       leads_to(visit(pages::checkout::review, "GET", "/checkout/review")));
}

CPPUNIT_TEST_FIXTURE(Freight, o1_the_order_freezes_the_answers_that_its_price_was_made_for) {
  // A home over 100 lb needs a lift-gate whether or not it is wished for.
  tell({{"unload_site", "residence"}});
  tell({{"unload_site", "residence"}, {"shipping_method", "freight"}});
  keep_quote(base::CartId{1}, t::minutes_later(1));
  const auto agreed = [&](Money expected) { return freeze(base::CartId{1}, expected); };
  const auto shipping = Money::cents(19995 + 9500 + 7500);
  const auto tax = [](Money on) { return base::percent_of(on, {825}, base::Rounding::HalfUp); };
  const auto goods = Money::cents(45000);
  CPPUNIT_ASSERT(agreed(goods + shipping + tax(goods) + tax(shipping)));

  const auto text = [&] {
    return db().snapshot("text",
                         [](store::Tx& tx) { return order::unloading_text(tx, base::OrderId{1}); });
  };
  CPPUNIT_ASSERT_EQUAL(std::string{"Home or home office; lift-gate"}, text());
  CPPUNIT_ASSERT_THROW(sql("UPDATE orders SET unload_site = 'dock'"), store::DbError);
  sql("UPDATE checkouts SET unload_site = 'dock', unload_wishes = '{}'");
  CPPUNIT_ASSERT_EQUAL(std::string{"Home or home office; lift-gate"}, text());
}

CPPUNIT_TEST_FIXTURE(Freight, an_order_by_parcel_says_nothing_of_unloading) {
  sql("UPDATE products SET weight_g = 4000; UPDATE checkouts SET unload_site = 'dock', "
      "shipping_method = 'ground'");
  keep_quote(base::CartId{1});
  CPPUNIT_ASSERT(freeze(base::CartId{1}, total(1)));

  CPPUNIT_ASSERT_EQUAL(std::string{"t"}, sql("SELECT unload_site IS NULL FROM orders"));
}

CPPUNIT_TEST_FIXTURE(Freight, shipping_tax_9_3_without_a_price_the_quote_path_is_offered_once) {
  inside_by_quote();
  CPPUNIT_ASSERT_EQUAL(std::string{"303 /checkout/shipping"}, leads_to(ask()));
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM shipping_requests"));
  tell({{"unload_site", "dock"}, {"inside", "yes"}});
  const auto by_hand = page();
  CPPUNIT_ASSERT(t::has(by_hand.body, "We price this delivery by hand"));
  CPPUNIT_ASSERT_EQUAL(0, t::times(by_hand.body, "Continue"));

  CPPUNIT_ASSERT_EQUAL(std::string{"303 /checkout/shipping"}, leads_to(ask()));
  ask();

  CPPUNIT_ASSERT(t::has(page().body, "We have your request"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 dock {inside}"},
                       sql("SELECT concat_ws(' ', id, unload_site, unload_wishes::text) FROM "
                           "shipping_requests"));
  CPPUNIT_ASSERT_EQUAL(std::string{"1"},
                       sql("SELECT count(*) FROM outbox WHERE kind = 'mail.staff_shipping'"));
  // Other answers have a price, and the way on.
  CPPUNIT_ASSERT_EQUAL(std::string{"303 /checkout/shipping"},
                       leads_to(tell({{"unload_site", "dock"}})));
  CPPUNIT_ASSERT(t::has(page().body, ">Continue</button>"));
}

CPPUNIT_TEST_FIXTURE(Freight, what_has_a_price_is_not_asked_for) {
  tell({{"unload_site", "dock"}});

  CPPUNIT_ASSERT_EQUAL(std::string{"303 /checkout/shipping"}, leads_to(ask()));

  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM shipping_requests"));
}

}  // namespace
