#include "payment/saved.h"

#include "customers/customers.h"
#include "payment/inbox.h"
#include "t/payment/stage.h"

namespace {

using namespace std::string_literals;
using payment::AskOutcome;
using store::Tx;
using t::kNoon;

// Kim has an account and buys one switch an order.
struct SavedCustomers : t::Till {
  void setUp() override {
    Till::setUp();
    kim = db().transact(
        "kim", [](Tx& tx) { return customers::for_mail(tx, "kim@example.com", "Kim Lee", kNoon); });
  }
  bool place() { return place(db()); }
  bool place(store::Db& through) {
    const auto cart = ready_cart(1);
    return static_cast<bool>(through.transact("freeze", [&](Tx& tx) {
      return payment::freeze(tx, cart, {total(1), total(1)}, cart::Buyer{kim, {}}, terms, kNoon);
    }));
  }
  // As the outbox does it.
  void made(const std::string& id) {
    db().transact("made", [&](Tx& tx) {
      payment::keep_saved(
          tx, payment::SavedId{std::stoll(sql("SELECT max(id) FROM saved_customers"))}, id, kNoon);
      return base::Done{};
    });
  }
  std::string body() {
    return sql(
        "SELECT convert_from(session_body, 'UTF8') FROM payment_attempts ORDER BY id DESC LIMIT 1");
  }
  bool names(const std::string& field) { return body().find(field) != std::string::npos; }
  std::string rows() {
    return sql(
        "SELECT string_agg(concat_ws(' ', coalesce(stripe_id, '-'), gone_at IS NOT NULL), ', ' "
        "ORDER BY id) FROM saved_customers");
  }
  std::string words() { return sql("SELECT count(*) FROM outbox WHERE kind = 'stripe.customer'"); }
  std::string tell(const std::string& customer) {
    const auto body =
        R"({"id":"evt_1","object":"event","type":"customer.deleted","data":{"object":{"id":")" +
        customer + R"(","object":"customer"}}})";
    auto hooks = rival("gds_hooks");
    const auto kept =
        payment::keep_event(hooks, stripe::read_event(base::Json::parse(body)), body, kNoon);
    return payment::process_event(hooks, kept, terms, kNoon);
  }
  base::CustomerId kim{0};
};

CPPUNIT_TEST_FIXTURE(SavedCustomers, the_first_order_begins_one_and_the_next_names_it) {
  auto shop = rival("gds_shop");
  CPPUNIT_ASSERT(place(shop));
  CPPUNIT_ASSERT(names("customer_email=kim%40example.com"));
  CPPUNIT_ASSERT_EQUAL("- f"s, rows());
  CPPUNIT_ASSERT_EQUAL(
      "email=kim%40example.com&name=Kim%20Lee&metadata[customer_id]="s + std::to_string(kim.raw()),
      sql("SELECT convert_from(body, 'UTF8') FROM saved_customers"));
  // Another one before it is made begins none.
  CPPUNIT_ASSERT(place(shop));
  CPPUNIT_ASSERT_EQUAL("- f"s, rows());
  CPPUNIT_ASSERT_EQUAL("1"s, words());

  made("cus_1");
  made("cus_2");
  CPPUNIT_ASSERT(place(shop));

  CPPUNIT_ASSERT(names("customer=cus_1&"));
  CPPUNIT_ASSERT(!names("customer_email"));
  CPPUNIT_ASSERT_EQUAL("1"s, words());
  CPPUNIT_ASSERT_EQUAL("1"s, sql("SELECT count(saved_customer_id) FROM payment_attempts"));
}

CPPUNIT_TEST_FIXTURE(SavedCustomers, a_guest_is_not_saved) {
  frozen_order(1);
  CPPUNIT_ASSERT_EQUAL(""s, rows());
  CPPUNIT_ASSERT_EQUAL("0"s, words());
}

CPPUNIT_TEST_FIXTURE(SavedCustomers, an_order_with_another_mail_address_names_that) {
  place();
  made("cus_1");
  sql("UPDATE saved_customers SET email = 'kim@old.example.com'");
  CPPUNIT_ASSERT(place());
  CPPUNIT_ASSERT(names("customer_email=kim%40example.com"));
  CPPUNIT_ASSERT(!names("cus_1"));
}

CPPUNIT_TEST_FIXTURE(SavedCustomers, one_that_was_deleted_at_stripe_is_forgotten_and_begun_anew) {
  place();
  made("cus_1");
  CPPUNIT_ASSERT_EQUAL("customer gone"s, tell("cus_1"));
  CPPUNIT_ASSERT_EQUAL("cus_1 t"s, rows());
  CPPUNIT_ASSERT(place());
  CPPUNIT_ASSERT(names("customer_email="));
  CPPUNIT_ASSERT_EQUAL("cus_1 t, - f"s, rows());
  CPPUNIT_ASSERT_EQUAL("2"s, words());
}

CPPUNIT_TEST_FIXTURE(SavedCustomers, a_customer_of_somebody_elses_is_nobody_here) {
  place();
  made("cus_1");
  CPPUNIT_ASSERT_EQUAL("noted"s, tell("cus_7"));
  CPPUNIT_ASSERT_EQUAL("cus_1 f"s, rows());
}

CPPUNIT_TEST_FIXTURE(SavedCustomers, a_session_that_names_one_who_is_gone_gives_way_to_another) {
  place();
  sql("UPDATE payment_attempts SET state = 'open', session_id = 'cs_0'");
  made("cus_1");
  CPPUNIT_ASSERT(place());
  stage.on(kCreate, {t::http_answer(400, R"({"error":{"type":"invalid_request_error",)"
                                         R"("code":"resource_missing","param":"customer"}})")});

  const auto asked = payment::ask(till(), attempt(), kNoon);

  CPPUNIT_ASSERT(asked.outcome == AskOutcome::Refused);
  CPPUNIT_ASSERT_EQUAL("customer"s, asked.param);
  CPPUNIT_ASSERT_EQUAL("cus_1 t"s, rows());
  CPPUNIT_ASSERT_EQUAL("expired"s, order());
  CPPUNIT_ASSERT_EQUAL("open"s, cart());
}

CPPUNIT_TEST_FIXTURE(SavedCustomers, an_order_that_breaks_at_any_statement_begins_none) {
  int points = 0;
  const auto cart = ready_cart(1);
  const auto before = everything();
  for (bool whole = false; !whole; ++points) {
    t::FailAt fails{points + 1};
    db().watch(&fails);
    try {
      whole = static_cast<bool>(db().transact("freeze", [&](Tx& tx) {
        return payment::freeze(tx, cart, {total(1), total(1)}, cart::Buyer{kim, {}}, terms, kNoon);
      }));
      db().watch(nullptr);
    } catch (const store::DbError&) {
      db().watch(nullptr);
      CPPUNIT_ASSERT_EQUAL(before, everything());
      CPPUNIT_ASSERT_EQUAL(""s, rows());
      CPPUNIT_ASSERT_EQUAL("0"s, words());
    }
  }
  CPPUNIT_ASSERT_EQUAL("- f"s, rows());
  CPPUNIT_ASSERT(points > 15);
}

}  // namespace
