#include "shipping/shipping.h"
#include "t/db_test.h"
#include "t/rows.h"

namespace {

using base::Money;
using shipping::QuoteRefusal;

struct Quotes : t::OwnDatabase {
  void setUp() override {
    OwnDatabase::setUp();
    variant = t::make_variant(db(), "WS-1");
    sql("UPDATE products SET weight_g = 4000");
    cart = t::make_cart(db(), "token");
    request = {.line1 = "500 W 2nd St",
               .line2 = "",
               .state = "TX",
               .zip = "78701",
               .lines = {{variant, 2, Money::cents(20000)}}};
  }
  base::ShippingQuoteId keep() {
    return db().transact("keep", [&](store::Tx& tx) {
      return shipping::keep_quote(tx, cart, request, shipping::offers(tx, request, t::kNoon),
                                  t::kNoon);
    });
  }
  base::Result<shipping::Quoted, QuoteRefusal> quoted(base::ShippingQuoteId quote,
                                                      const std::string& method,
                                                      base::Instant now = t::kNoon) {
    return db().snapshot("quoted", [&](store::Tx& tx) {
      return shipping::quoted(tx, quote, cart, request, method, now);
    });
  }
  base::VariantId variant{0};
  base::CartId cart{0};
  shipping::Request request;
};

CPPUNIT_TEST_FIXTURE(Quotes, a_quote_keeps_methods_packages_and_dates) {
  const auto quote = keep();

  const auto ground = quoted(quote, "ground");
  CPPUNIT_ASSERT(ground);
  CPPUNIT_ASSERT_EQUAL(std::int64_t{2995}, ground->price.in_cents());
  CPPUNIT_ASSERT_EQUAL(
      std::string{"ground 2995 2026-11-24 2026-11-30 2026-12-02 near t"},
      sql("SELECT concat_ws(' ', code, cents, ship_by, earliest, latest, zone, "
          "packages = '[{\"weight_g\": 8000, \"freight\": false, \"ship_by\": \"2026-11-24\", "
          "\"contents\": [{\"variant\": " +
          std::to_string(variant.raw()) +
          ", \"units\": 2}]}]') "
          "FROM shipping_quote_methods WHERE position = 1"));
}

CPPUNIT_TEST_FIXTURE(Quotes, shipping_tax_9_5_a_method_that_was_not_offered_is_refused) {
  CPPUNIT_ASSERT(quoted(keep(), "freight").why() == QuoteRefusal::NoMethod);
}

CPPUNIT_TEST_FIXTURE(Quotes, shipping_tax_9_5_an_expired_quote_is_refused) {
  const auto quote = keep();
  CPPUNIT_ASSERT(quoted(quote, "ground", t::minutes_later(29)));
  CPPUNIT_ASSERT(quoted(quote, "ground", t::minutes_later(30)).why() == QuoteRefusal::Expired);
}

CPPUNIT_TEST_FIXTURE(Quotes, shipping_tax_9_5_a_quote_of_another_cart_is_refused) {
  const auto quote = keep();
  cart = t::make_cart(db(), "another");
  CPPUNIT_ASSERT(quoted(quote, "ground").why() == QuoteRefusal::Unknown);
}

CPPUNIT_TEST_FIXTURE(Quotes, shipping_tax_9_5_other_goods_or_another_address_are_refused) {
  const auto quote = keep();
  const auto as_quoted = request;
  request.lines[0].units = 3;
  CPPUNIT_ASSERT(quoted(quote, "ground").why() == QuoteRefusal::Changed);
  request = as_quoted;
  request.lines[0].payable = Money::cents(19999);
  CPPUNIT_ASSERT(quoted(quote, "ground").why() == QuoteRefusal::Changed);
  request = as_quoted;
  request.zip = "78702";
  CPPUNIT_ASSERT(quoted(quote, "ground").why() == QuoteRefusal::Changed);
  request = as_quoted;
  request.unloading.site = shipping::Site::Dock;
  CPPUNIT_ASSERT(quoted(quote, "ground").why() == QuoteRefusal::Changed);
}

CPPUNIT_TEST_FIXTURE(Quotes, the_order_of_the_lines_is_no_change) {
  const auto other = t::make_variant(db(), "WS-2");
  request.lines.push_back({other, 1, Money::cents(10000)});
  const auto quote = keep();
  std::swap(request.lines[0], request.lines[1]);
  CPPUNIT_ASSERT(quoted(quote, "ground"));
}

CPPUNIT_TEST_FIXTURE(Quotes, the_quote_of_an_order_stays_as_it_was) {
  const auto quote = keep();
  keep();
  const auto item = t::make_stock(db(), variant, 5);
  const auto order = t::make_order(db(), t::make_cart(db(), "third"), {{variant, item, 1}});
  const auto bind = [&] {
    db().transact("bind", [&](store::Tx& tx) {
      shipping::bind_quote(tx, quote, order);
      return base::Done{};
    });
  };
  bind();
  CPPUNIT_ASSERT_THROW(bind(), base::BugError);
  CPPUNIT_ASSERT_THROW(sql("DELETE FROM shipping_quotes"), store::DbError);
  CPPUNIT_ASSERT_THROW(sql("UPDATE shipping_quotes SET order_id = NULL"), store::DbError);
  CPPUNIT_ASSERT(quoted(quote, "ground").why() == QuoteRefusal::Expired);

  const auto gone = db().transact(
      "forget", [&](store::Tx& tx) { return shipping::forget_quotes(tx, t::minutes_later(31)); });
  CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, gone);
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM shipping_quotes"));
}

CPPUNIT_TEST_FIXTURE(Quotes, a_quote_fails_at_any_statement_and_leaves_nothing) {
  const auto offered =
      db().snapshot("test", [&](store::Tx& tx) { return shipping::offers(tx, request, t::kNoon); });
  const auto keep_now = [&] {
    db().transact("keep", [&](store::Tx& tx) {
      return shipping::keep_quote(tx, cart, request, offered, t::kNoon);
    });
  };
  for (int nth = 1; nth <= 2; ++nth) {
    t::FailAt fault{nth};
    db().watch(&fault);
    CPPUNIT_ASSERT_THROW(keep_now(), store::DbError);
    db().watch(nullptr);
    CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM shipping_quotes"));
  }
}

}  // namespace
