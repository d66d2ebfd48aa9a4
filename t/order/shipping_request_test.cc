#include "order/shipping_request.h"

#include "t/race/crowd.h"
#include "t/sale.h"

namespace {

using order::AskRefusal;
using store::Tx;
using t::kNoon;

struct ShippingRequests : t::Sale {
  void setUp() override {
    Sale::setUp();
    cart = ready_cart(2);
    sql("UPDATE checkouts SET unload_site = 'no_dock', unload_wishes = '{lift_gate,inside}'");
  }
  static auto ask(store::Db& on, base::CartId of) {
    return on.transact("ask", [&](Tx& tx) { return order::ask_for_shipping(tx, of, kNoon); });
  }
  bool is_asked() {
    return db().snapshot("asked",
                         [&](Tx& tx) { return order::is_shipping_asked(tx, cart, kNoon); });
  }
  std::string kept() {
    return sql(
        "SELECT (SELECT count(*) FROM shipping_requests) || ' ' || (SELECT count(*) FROM "
        "shipping_request_lines) || ' ' || (SELECT count(*) FROM outbox WHERE kind = "
        "'mail.staff_shipping')");
  }
  base::QuoteId quote() {
    order::OfferTerms offer{};
    offer.email = "kim@example.com";
    offer.name = "Kim";
    offer.expires_at = t::minutes_later(60);
    offer.lines = {{variant, 2, {}, ""}};
    const auto written = db().transact("write", [&](Tx& tx) {
      return order::write_quote(tx, order::QuoteKind::Quote, offer, {"test", ""}, kNoon);
    });
    return written->id;
  }
  auto answer(base::QuoteId by) {
    return db().transact("answer", [&](Tx& tx) {
      return order::answer_shipping_request(tx, base::ShippingRequestId{1}, by);
    });
  }
  base::CartId cart{0};
};

CPPUNIT_TEST_FIXTURE(ShippingRequests, a_request_says_what_and_where_to_and_how_it_is_unloaded) {
  CPPUNIT_ASSERT(ask(db(), cart));

  CPPUNIT_ASSERT(is_asked());
  const auto open = db().snapshot("open", order::open_shipping_requests);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, open.size());
  CPPUNIT_ASSERT_EQUAL(std::string{"500 W 2nd St"}, open[0].line1);
  CPPUNIT_ASSERT_EQUAL(std::string{"Business without a loading dock; lift-gate, inside delivery"},
                       open[0].unloading_text());
  const auto lines =
      db().snapshot("lines", [&](Tx& tx) { return order::requested_lines(tx, open[0].id); });
  CPPUNIT_ASSERT_EQUAL(std::string{"CIS-3850-R"}, lines.at(0).sku);
  CPPUNIT_ASSERT_EQUAL(2, lines.at(0).units);
}

CPPUNIT_TEST_FIXTURE(ShippingRequests, the_same_wish_stands_once_and_another_is_another) {
  CPPUNIT_ASSERT(ask(db(), cart));
  CPPUNIT_ASSERT(ask(db(), cart));
  CPPUNIT_ASSERT_EQUAL(std::string{"1 1 1"}, kept());

  sql("UPDATE checkouts SET unload_wishes = '{inside}'");
  CPPUNIT_ASSERT(!is_asked());
  CPPUNIT_ASSERT(ask(db(), cart));

  CPPUNIT_ASSERT_EQUAL(std::string{"2 2 2"}, kept());
}

CPPUNIT_TEST_FIXTURE(ShippingRequests, of_8_who_ask_at_once_staff_hear_one) {
  const auto asked = t::crowd<int>(*this, 8, "gds_shop",
                                   [&](store::Db& on, int) { return ask(on, cart) ? 1 : 0; });

  for (const auto one : asked) CPPUNIT_ASSERT_EQUAL(1, one);
  CPPUNIT_ASSERT_EQUAL(std::string{"1 1 1"}, kept());
}

CPPUNIT_TEST_FIXTURE(ShippingRequests, a_cart_without_an_address_or_goods_asks_for_nothing) {
  sql("DELETE FROM cart_lines");
  CPPUNIT_ASSERT(ask(db(), cart).why() == AskRefusal::Incomplete);
  sql("DELETE FROM checkouts");
  CPPUNIT_ASSERT(ask(db(), cart).why() == AskRefusal::Incomplete);
  CPPUNIT_ASSERT_EQUAL(std::string{"0 0 0"}, kept());
}

CPPUNIT_TEST_FIXTURE(ShippingRequests, a_request_is_answered_once) {
  CPPUNIT_ASSERT(ask(db(), cart));
  const auto first = quote();
  const auto second = quote();

  CPPUNIT_ASSERT(answer(first));
  CPPUNIT_ASSERT(!answer(second));

  CPPUNIT_ASSERT(!is_asked());
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, db().snapshot("open", order::open_shipping_requests).size());
  CPPUNIT_ASSERT_EQUAL(std::to_string(first.raw()), sql("SELECT quote_id FROM shipping_requests"));
}

CPPUNIT_TEST_FIXTURE(ShippingRequests, a_request_fails_at_any_statement_and_leaves_nothing) {
  for (int n = 1;; ++n) {
    t::FailAt fail{n};
    db().watch(&fail);
    bool failed = false;
    try {
      CPPUNIT_ASSERT(ask(db(), cart));
    } catch (const store::DbError&) {
      failed = true;
    }
    db().watch(nullptr);
    if (!failed) break;
    CPPUNIT_ASSERT_EQUAL(std::string{"0 0 0"}, kept());
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"1 1 1"}, kept());
}

CPPUNIT_TEST_FIXTURE(ShippingRequests, who_serves_shoppers_answers_no_request_and_writes_no_quote) {
  CPPUNIT_ASSERT(ask(db(), cart));
  CPPUNIT_ASSERT_EQUAL(std::string{"f f f"},
                       sql("SELECT concat_ws(' ', has_table_privilege('gds_shop', 'quotes', "
                           "'INSERT')::text::char, has_table_privilege('gds_shop', 'quote_lines', "
                           "'INSERT')::text::char, has_column_privilege('gds_shop', "
                           "'shipping_requests', 'quote_id', 'UPDATE')::text::char)"));
}

}  // namespace
