#include "order/customer.h"

#include "customers/company.h"
#include "t/sale.h"

namespace {

using base::CustomerId;
using base::Money;
using payment::Completion;
using t::kNoon;
using t::minutes_later;

// Orders of the shop with one switch; the mail of each is the test's to choose.
struct OrdersOfCustomers : t::Sale {
  template <class Work>
  auto in_tx(Work work) {
    return db().transact("test", work);
  }
  // A placed order of that mail; answers its number.
  std::string placed(const std::string& mail, base::Instant at = kNoon) {
    const auto id = frozen_order(1);
    sql("UPDATE orders SET email = '" + mail + "' WHERE public_id = '" + id + "'");
    CPPUNIT_ASSERT(complete(paid_session(id), at) == Completion::Placed);
    return sql("SELECT number FROM orders WHERE public_id = '" + id + "'");
  }
  CustomerId customer(const std::string& mail) {
    return in_tx([&](store::Tx& tx) { return customers::find_by_mail(tx, mail)->id; });
  }
  void verify(CustomerId who) {
    in_tx([&](store::Tx& tx) {
      customers::verify_email(tx, who, minutes_later(1));
      return base::Done{};
    });
  }
  int join(CustomerId who) {
    return in_tx(
        [&](store::Tx& tx) { return order::join_guest_orders(tx, who, minutes_later(2)); });
  }
  std::string seen_by(CustomerId who) {
    return in_tx([&](store::Tx& tx) {
      std::string out;
      for (const auto& o : order::of_customer(tx, who, 100)) out += *o.number + " ";
      return out;
    });
  }
  bool sees(CustomerId who, const std::string& number) {
    return in_tx(
        [&](store::Tx& tx) { return order::find_for_customer(tx, who, number).has_value(); });
  }
};

CPPUNIT_TEST_FIXTURE(OrdersOfCustomers, a_placed_order_has_the_customer_of_its_mail) {
  frozen_order(1);
  CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM customers"));

  placed("Ann+shop@example.com");
  placed("ann@EXAMPLE.com");

  CPPUNIT_ASSERT_EQUAL(
      std::string{"Ann+shop@example.com||2"},
      sql("SELECT concat_ws('|', c.email, c.email_verified_at::text, '', count(*)) "
          "FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.id"));
}

CPPUNIT_TEST_FIXTURE(OrdersOfCustomers, a_customer_costs_the_completion_no_statement) {
  const auto id = frozen_order(1);
  t::FailAt count{0};
  db().watch(&count);
  complete(paid_session(id));
  const int made = count.seen();
  db().watch(nullptr);
  sql("UPDATE orders SET email = 'other@example.com' WHERE state = 'awaiting_payment'");
  const auto again = frozen_order(1);
  t::FailAt second{0};
  db().watch(&second);
  complete(paid_session(again));
  db().watch(nullptr);
  CPPUNIT_ASSERT_EQUAL(made, second.seen());
}

CPPUNIT_TEST_FIXTURE(OrdersOfCustomers, orders_of_an_unverified_customer_are_shown_to_nobody) {
  const auto number = placed("ann@example.com");
  const auto ann = customer("ann@example.com");

  CPPUNIT_ASSERT_EQUAL(0, join(ann));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, seen_by(ann));
  CPPUNIT_ASSERT(!sees(ann, number));

  // Proven, but not joined yet; then joined, and the proof is gone with another address.
  verify(ann);
  CPPUNIT_ASSERT_EQUAL(std::string{""}, seen_by(ann));
  CPPUNIT_ASSERT_EQUAL(1, join(ann));
  CPPUNIT_ASSERT_EQUAL(number + " ", seen_by(ann));
  CPPUNIT_ASSERT(sees(ann, number));
  CPPUNIT_ASSERT(in_tx([&](store::Tx& tx) {
    return customers::change_email(tx, ann, "ann@example.org", minutes_later(3));
  }));
  CPPUNIT_ASSERT_EQUAL(std::string{""}, seen_by(ann));
  CPPUNIT_ASSERT(!sees(ann, number));
}

CPPUNIT_TEST_FIXTURE(OrdersOfCustomers, guest_orders_join_once_with_an_event) {
  placed("ann@example.com");
  placed("ann+2@example.com");
  placed("bob@example.com");
  const auto ann = customer("ann@example.com");
  verify(ann);

  CPPUNIT_ASSERT_EQUAL(2, join(ann));
  CPPUNIT_ASSERT_EQUAL(0, join(ann));

  CPPUNIT_ASSERT_EQUAL(std::string{"2 customer 1 2026-11-22 12:02:00+00"},
                       sql("SELECT count(*) || ' ' || min(actor) || ' ' || max(at) "
                           "FROM order_events WHERE what = 'joined'"));
  sql("INSERT INTO stock_movements (stock_item_id, kind, on_hand_delta, actor, at) "
      "VALUES (1, 'received', 1, 'test', '2026-11-22')");
  placed("ann@example.com", minutes_later(5));
  CPPUNIT_ASSERT_EQUAL(1, join(ann));
}

CPPUNIT_TEST_FIXTURE(OrdersOfCustomers, a1_another_customers_order_is_not_there) {
  const auto number = placed("ann@example.com");
  placed("bob@example.com");
  const auto ann = customer("ann@example.com");
  const auto bob = customer("bob@example.com");
  for (const auto who : {ann, bob}) {
    verify(who);
    CPPUNIT_ASSERT_EQUAL(1, join(who));
  }
  CPPUNIT_ASSERT(sees(ann, number));
  CPPUNIT_ASSERT(!sees(bob, number));
}

CPPUNIT_TEST_FIXTURE(OrdersOfCustomers, company_orders_are_seen_by_members_only) {
  const auto number = placed("ann@example.com");
  placed("bob@example.com");
  const auto ann = customer("ann@example.com");
  const auto bob = customer("bob@example.com");
  verify(bob);
  const auto acme = in_tx([&](store::Tx& tx) {
    return customers::create_company(tx, "Acme", "", "gdsctl root", kNoon);
  });
  CPPUNIT_ASSERT(acme);
  sql("UPDATE orders SET company_id = 1 WHERE number = '" + number + "'");
  const auto of_company = [&](CustomerId who) {
    return in_tx([&](store::Tx& tx) { return order::of_company(tx, *acme, who, 100).size(); });
  };
  CPPUNIT_ASSERT(in_tx([&](store::Tx& tx) {
    return customers::set_member(tx, *acme, bob, customers::Role::Admin, "gdsctl root", kNoon);
  }));
  CPPUNIT_ASSERT(in_tx([&](store::Tx& tx) {
    return customers::set_member(tx, *acme, ann, customers::Role::Buyer, "customer 2", kNoon);
  }));

  // Invited only, then a member; the other is not verified.
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, of_company(bob));
  CPPUNIT_ASSERT(!sees(bob, number));
  in_tx([&](store::Tx& tx) {
    CPPUNIT_ASSERT(customers::join_company(tx, *acme, bob, kNoon));
    CPPUNIT_ASSERT(customers::join_company(tx, *acme, ann, kNoon));
    return base::Done{};
  });
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, of_company(bob));
  CPPUNIT_ASSERT(sees(bob, number));
  CPPUNIT_ASSERT_EQUAL(std::size_t{0}, of_company(ann));
  CPPUNIT_ASSERT(!sees(ann, number));
}

CPPUNIT_TEST_FIXTURE(OrdersOfCustomers, the_lifetime_value_is_what_stayed) {
  placed("ann@example.com");
  placed("ann@example.com", minutes_later(7));
  placed("bob@example.com");
  sql("WITH granted AS (INSERT INTO refunds (order_id, kind, total_cents, reason, actor, at) "
      "VALUES (1, 'goodwill', 1000, 'late', 'test', '2026-11-22') RETURNING id) "
      "INSERT INTO refund_shares (refund_id, share, cents) SELECT id, 'goodwill', 1000 FROM "
      "granted");

  const auto value =
      in_tx([&](store::Tx& tx) { return order::lifetime(tx, customer("ann@example.com")); });

  CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, value.orders);
  CPPUNIT_ASSERT(value.worth == total(1) * 2 - Money::cents(1000));
  CPPUNIT_ASSERT(value.first_at == kNoon && value.last_at == minutes_later(7));
  const auto nobody = in_tx([&](store::Tx& tx) { return order::lifetime(tx, CustomerId{99}); });
  CPPUNIT_ASSERT(nobody.orders == 0 && nobody.worth.is_zero() && !nobody.first_at);
}

CPPUNIT_TEST_FIXTURE(OrdersOfCustomers, orders_follow_a_merge_and_stay_unseen_until_proven) {
  placed("ann@old.example");
  const auto number = placed("ann@example.com");
  const auto old = customer("ann@old.example");
  const auto ann = customer("ann@example.com");
  verify(ann);
  CPPUNIT_ASSERT(in_tx([&](store::Tx& tx) {
    const auto merged = customers::merge(tx, old, ann, "gdsctl root", minutes_later(1));
    order::follow_merge(tx, old, ann);
    return merged;
  }));

  CPPUNIT_ASSERT_EQUAL(1, join(ann));
  CPPUNIT_ASSERT_EQUAL(number + " ", seen_by(ann));
  CPPUNIT_ASSERT_EQUAL(std::int64_t{2},
                       in_tx([&](store::Tx& tx) { return order::lifetime(tx, ann).orders; }));
  verify(old);
  CPPUNIT_ASSERT_EQUAL(1, join(ann));
}

}  // namespace
