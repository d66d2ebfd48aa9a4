#include "t/app/sending.h"

namespace {

using namespace std::string_literals;
using t::kNoon;

// A customer that is to be made at Stripe.
struct CustomerLane : t::Stripes {
  void setUp() override {
    Stripes::setUp();
    sql("INSERT INTO customers (email, name, created_at, updated_at) VALUES ('kim@example.com', "
        "'Kim', '2026-11-22', '2026-11-22')");
    sql("INSERT INTO saved_customers (customer_id, email, idempotency_key, body, created_at) "
        "SELECT id, email, 'key-1', 'email=kim%40example.com', '2026-11-22' FROM customers");
    leave();
  }
  void leave() {
    sql("DELETE FROM outbox; INSERT INTO outbox (kind, key, payload, due_at, created_at) "
        "SELECT 'stripe.customer', 'saved-1', jsonb_build_object('saved', id), '2026-11-22', "
        "'2026-11-22' FROM saved_customers");
  }
  std::string row() { return sql("SELECT coalesce(stripe_id, '-') FROM saved_customers"); }
};

CPPUNIT_TEST_FIXTURE(CustomerLane, the_stored_bytes_go_out_under_the_stored_key_until_one_is_made) {
  CPPUNIT_ASSERT(drain_stripe(t::http_answer(500, "{}")));
  CPPUNIT_ASSERT_EQUAL("later=1 "s, counts);
  CPPUNIT_ASSERT_EQUAL("-"s, row());

  CPPUNIT_ASSERT(drain_stripe(t::http_answer(200, R"({"id":"cus_1","object":"customer"})"),
                              kNoon + std::chrono::minutes{2}));
  CPPUNIT_ASSERT_EQUAL("cus_1"s, row());
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, requests.size());
  for (const auto& request : requests) {
    CPPUNIT_ASSERT(request.starts_with("POST /v1/customers "));
    CPPUNIT_ASSERT(t::holds(request, "\r\nIdempotency-Key: key-1\r\n"));
    CPPUNIT_ASSERT(request.ends_with("\r\n\r\nemail=kim%40example.com"));
  }
  leave();
  CPPUNIT_ASSERT(drain_stripe(t::http_answer(500, "{}")));
  CPPUNIT_ASSERT_EQUAL(std::size_t{2}, requests.size());
}

CPPUNIT_TEST_FIXTURE(CustomerLane, what_stripe_will_not_make_is_given_up) {
  CPPUNIT_ASSERT(drain_stripe(
      t::http_answer(400, R"({"error":{"type":"invalid_request_error","param":"email"}})")));
  CPPUNIT_ASSERT_EQUAL("failed=1 "s, counts);
  CPPUNIT_ASSERT_EQUAL("-"s, row());
}

}  // namespace
