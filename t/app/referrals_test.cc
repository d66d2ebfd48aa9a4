#include "app/referrals.h"

#include <algorithm>

#include "t/race/crowd.h"
#include "t/sale.h"

namespace {

using app::Settled;
using base::CustomerId;
using base::Money;
using payment::Completion;
using store::Tx;
using t::kNoon;

constexpr CustomerId kAnn{1};
constexpr CustomerId kBob{2};
const auto kDue = kNoon + std::chrono::hours{24 * 45};

// Ann brought Bob, whose order of one switch is placed and paid.
struct PayReferrals : t::Sale {
  void setUp() override {
    Sale::setUp();
    sql("INSERT INTO customers (email, created_at, updated_at) VALUES "
        "('ann@example.com', '2026-11-22', '2026-11-22'), "
        "('bob@example.com', '2026-11-22', '2026-11-22')");
    const auto public_id = frozen_order(1);
    CPPUNIT_ASSERT(complete(paid_session(public_id)) == Completion::Placed);
    db().transact("attribute", [&](Tx& tx) {
      const auto code = referral::link_code(tx, kAnn, kNoon);
      const auto token = referral::click(tx, code, std::nullopt, kNoon);
      const referral::Terms earned{30, 45, Money::cents(2000), Money::cents(1000)};
      CPPUNIT_ASSERT(
          referral::attribute(tx, order,
                              {kBob, referral::Known::New, referral::visitor_hash(token.value())},
                              earned, kNoon) == referral::Attributed::Pending);
      return base::Done{};
    });
  }
  Settled settle() { return settle(db()); }
  Settled settle(store::Db& on) {
    return on.transact("settle", [&](Tx& tx) {
      return app::settle_referral(tx, {base::ReferralId{1}, order}, kDue);
    });
  }
  std::string grant(Money amount) {
    const auto n = std::to_string(amount.in_cents());
    return sql(
        "WITH granted AS (INSERT INTO refunds (order_id, kind, total_cents, reason, actor, at) "
        "VALUES (1, 'goodwill', " +
        n +
        ", 'late', 'test', '2026-11-22') RETURNING id) "
        "INSERT INTO refund_shares (refund_id, share, cents) SELECT id, 'goodwill', " +
        n + " FROM granted");
  }
  std::string credit() {
    return sql(
        "SELECT string_agg(customer_id || ':' || amount_cents, ' ' ORDER BY customer_id) "
        "FROM store_credit_accounts");
  }
  std::string state() { return sql("SELECT state FROM referrals"); }

  base::OrderId order{1};
};

// Bob's order as the job finds it, before anybody was brought.
struct LookAtOrders : t::Sale {
  void setUp() override {
    Sale::setUp();
    CPPUNIT_ASSERT(complete(paid_session(frozen_order(1))) == Completion::Placed);
    ann =
        CustomerId{std::stoll(sql("INSERT INTO customers (email, created_at, updated_at) VALUES "
                                  "('ann@example.com', '2026-11-22', '2026-11-22') RETURNING id"))};
    const auto token = db().transact("click", [&](Tx& tx) {
      return referral::click(tx, referral::link_code(tx, ann, kNoon), std::nullopt, kNoon).value();
    });
    visitor = referral::visitor_hash(token);
    sql("UPDATE carts SET visitor_hash = '" + visitor + "'");
  }
  std::vector<order::NewOrder> new_orders() {
    return db().at_once("new", [](Tx& tx) { return order::not_looked_at(tx, 10); });
  }
  referral::Attributed look(const order::NewOrder& placed) {
    return db().transact("look", [&](Tx& tx) {
      return app::look_at_order(tx, placed, {30, 45, Money::cents(2000), Money::cents(1000)},
                                kNoon + std::chrono::hours{9});
    });
  }
  CustomerId ann{0};
  std::string visitor;
};

CPPUNIT_TEST_FIXTURE(LookAtOrders, an_order_is_looked_at_once_with_what_its_buyer_was_seen_with) {
  const auto found = new_orders();
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found.size());
  CPPUNIT_ASSERT(found[0].is_first && found[0].visitor_hash == visitor);

  CPPUNIT_ASSERT(look(found[0]) == referral::Attributed::Pending);
  CPPUNIT_ASSERT(look(found[0]) == referral::Attributed::Before);

  CPPUNIT_ASSERT(new_orders().empty());
  CPPUNIT_ASSERT_EQUAL(std::string{"address device mail"},
                       sql("SELECT string_agg(kind, ' ' ORDER BY kind) FROM referral_signals"));
  CPPUNIT_ASSERT_EQUAL(sql("SELECT placed_at FROM orders"),
                       sql("SELECT attributed_at FROM referrals"));
}

CPPUNIT_TEST_FIXTURE(LookAtOrders, the_links_owner_is_known_by_the_device) {
  db().transact("note", [&](Tx& tx) {
    referral::note(tx, ann, {{referral::SignalKind::Device, visitor}}, kNoon);
    return base::Done{};
  });

  CPPUNIT_ASSERT(look(new_orders().at(0)) == referral::Attributed::Refused);

  CPPUNIT_ASSERT_EQUAL(std::string{"same device"}, sql("SELECT reason FROM referrals"));
}

CPPUNIT_TEST_FIXTURE(LookAtOrders, a_look_that_fails_at_any_statement_is_taken_anew) {
  const auto found = new_orders().at(0);
  for (int nth = 1;; ++nth) {
    t::FailAt fail{nth};
    db().watch(&fail);
    bool done = false;
    try {
      done = look(found) == referral::Attributed::Pending;
    } catch (const store::DbError&) {
    }
    db().watch(nullptr);
    if (done) break;
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, new_orders().size());
    CPPUNIT_ASSERT_EQUAL(std::string{"0"}, sql("SELECT count(*) FROM referral_signals"));
    CPPUNIT_ASSERT(nth < 30);
  }
  CPPUNIT_ASSERT_EQUAL(std::string{"1"}, sql("SELECT count(*) FROM referrals"));
}

CPPUNIT_TEST_FIXTURE(PayReferrals, both_sides_get_their_credit_once) {
  CPPUNIT_ASSERT(settle() == Settled::Paid);
  CPPUNIT_ASSERT(settle() == Settled::Before);

  CPPUNIT_ASSERT_EQUAL(std::string{"1:2000 2:1000"}, credit());
  CPPUNIT_ASSERT_EQUAL(std::string{"referral 1 referrer, referral 1 referred"},
                       sql("SELECT string_agg(cause, ', ' ORDER BY id) FROM tender_entries"));
}

CPPUNIT_TEST_FIXTURE(PayReferrals, of_10_runs_at_once_one_pays) {
  const auto settled =
      t::crowd<Settled>(*this, 10, "gds_jobs", [&](store::Db& on, int) { return settle(on); });

  CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1},
                       std::count(settled.begin(), settled.end(), Settled::Paid));
  CPPUNIT_ASSERT_EQUAL(std::string{"1:2000 2:1000"}, credit());
}

CPPUNIT_TEST_FIXTURE(PayReferrals, a_payment_that_fails_at_any_statement_pays_nobody) {
  int fails = 0;
  for (int nth = 1;; ++nth) {
    t::FailAt fail{nth};
    db().watch(&fail);
    bool done = false;
    try {
      done = settle() == Settled::Paid;
    } catch (const store::DbError&) {
      ++fails;
    }
    db().watch(nullptr);
    if (done) break;
    CPPUNIT_ASSERT_EQUAL(std::string{"pending"}, state());
    CPPUNIT_ASSERT_EQUAL(std::string{}, credit());
  }
  CPPUNIT_ASSERT(fails > 9);
  CPPUNIT_ASSERT_EQUAL(std::string{"1:2000 2:1000"}, credit());
}

CPPUNIT_TEST_FIXTURE(PayReferrals, an_order_of_which_half_was_given_back_earns_nothing) {
  const auto total = Money::cents(std::stoll(sql("SELECT total_cents FROM orders")));
  const auto half = Money::cents(total.in_cents() / 2);
  grant(half);
  CPPUNIT_ASSERT(settle() == Settled::Paid);  // what is left is half and a cent

  sql("ALTER TABLE referrals DISABLE TRIGGER USER; UPDATE referrals SET state = 'pending'; "
      "ALTER TABLE referrals ENABLE TRIGGER USER");
  grant(Money::cents(total.in_cents() % 2 + 1));
  CPPUNIT_ASSERT(settle() == Settled::Refused);

  CPPUNIT_ASSERT_EQUAL(std::string{"refused"}, state());
  CPPUNIT_ASSERT_EQUAL(std::string{"1:2000 2:1000"}, credit());
}

CPPUNIT_TEST_FIXTURE(PayReferrals, an_order_that_is_not_paid_or_not_decided_waits) {
  sql("UPDATE orders SET paid_cents = paid_cents - 1");
  CPPUNIT_ASSERT(settle() == Settled::Waiting);
  CPPUNIT_ASSERT_EQUAL(std::string{"pending"}, state());
  CPPUNIT_ASSERT_EQUAL(std::string{}, credit());
}

CPPUNIT_TEST_FIXTURE(PayReferrals, a_cancelled_order_earns_nothing) {
  sql("UPDATE orders SET state = 'cancelled'");
  CPPUNIT_ASSERT(settle() == Settled::Refused);
  CPPUNIT_ASSERT_EQUAL(std::string{}, credit());
}

}  // namespace
